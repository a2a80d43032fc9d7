using System;
using System.Linq;
using NodaTime;
using Retention.Core.Lifecycle;

namespace Retention.Testing.Laws;

/// <summary>Where signals stand by their bounds, as the documentation of their kinds says.</summary>
internal static class LifeSignals
{
    internal enum Level
    {
        Clear = 0,
        Hold = 1,
        Rise = 2,
    }

    internal static Level Of(SignalOptions s, LifeLook look) => s.When is not null && look.Holds(s.When) != true ? Level.Clear : Kind(s, look);

    private static Level Kind(SignalOptions s, LifeLook look)
    {
        switch (s.Kind)
        {
            case "inactivity":
                return If(look.LastInteraction(s.Activities) is { } last && IsOver(look, last, s.Window ?? "30d"));
            case "frequency-down" or "spend-down" or "interaction-down":
                return Decline(s, look);
            case "rhythm-exceeded":
                return If(IsOutOfRhythm(s, look));
            case "contract-overdue":
                return If(IsOverdue(s, look));
            case "season-missed":
                Period season = LifeLook.Length(s.Window ?? "30d");
                return If(look.CountPurchases(null, season) == 0 && look.CountPurchases(Period.FromYears(1), Period.FromYears(1) + season) >= (s.AtLeast ?? 1));
            case "satisfaction-low":
                decimal? answer = Answers(s, look).Select(a => (decimal?)a).FirstOrDefault();
                decimal below = s.Below ?? 60;
                return answer is null || answer >= (s.ClearAtLeast ?? below) ? Level.Clear : answer < below ? Level.Rise : Level.Hold;
            case "satisfaction-falling":
                decimal[] two = Answers(s, look);
                return If(two.Length > 1 && two[1] - two[0] >= (s.Fall ?? 10));
            case "complaints-rising":
                return Complaints(s, look);
            case "objection":
                return If(look.Activities.Any(a => IsOpen(a, s.Activities ?? "objection", look)));
            case "open-complaint":
                return If(look.Activities.Any(a => IsOpen(a, s.Activities ?? "complaint", look) && (s.Window is null || IsOver(look, a.Date, s.Window))));
            case "unanswered-contact":
                return If(IsUnanswered(s, look));
            case "not-activated":
                return If(IsNotActivated(look));
            default:
                bool clears = s.Clear is not null && look.Holds(s.Clear) == true;
                return !clears && look.Holds(s.Rise) == true ? Level.Rise : clears || s.Clear is null ? Level.Clear : Level.Hold;
        }
    }

    private static Level If(bool rises) => rises ? Level.Rise : Level.Clear;

    /// <summary>Whether so many whole days have passed after a date, without it.</summary>
    private static bool IsOver(LifeLook look, LocalDate date, string window) => look.Today > date.Plus(LifeLook.Length(window));

    private static bool IsOpen(LifeActivity a, string codes, LifeLook look) =>
        a.Id is not null && LifeLook.Codes(codes).Contains(a.Code, StringComparer.Ordinal) && a.At <= look.At && !(a.ClosedAt <= look.At);

    private static decimal[] Answers(SignalOptions s, LifeLook look) => look.Answers(s.Activities ?? "survey-10, survey-5", s.Factors, null, LifeLook.Length(s.Window ?? "12m"));

    private static Level Decline(SignalOptions s, LifeLook look)
    {
        Period window = LifeLook.Length(s.Window ?? "90d");
        string? codes = s.Kind == "interaction-down" ? s.Activities : null;
        int count = look.CountPurchases(window, window + window) + look.CountActivities(codes, window, window + window);
        decimal before = s.Kind == "spend-down" ? look.Spend(window, window + window) : count;
        decimal now = s.Kind == "spend-down" ? look.Spend(null, window) : look.CountPurchases(null, window) + look.CountActivities(codes, null, window);
        decimal percent = s.Percent ?? 30;
        decimal clear = s.ClearPercent ?? percent;
        bool rises = before > 0 && count >= (s.AtLeast ?? (s.Kind == "spend-down" ? 2 : 3)) && now * 100 <= before * (100 - percent);

        // Without a bound of its own it ends as soon as it would not rise.
        bool ends = clear == percent ? !rises : before == 0 || now * 100 >= before * (100 - clear);
        return rises ? Level.Rise : ends ? Level.Clear : Level.Hold;
    }

    private static Level Complaints(SignalOptions s, LifeLook look)
    {
        Period window = LifeLook.Length(s.Window ?? "90d");
        string codes = s.Activities ?? "complaint";
        decimal count = look.CountActivities(codes, null, window);
        decimal now = count * Math.Max(1, look.CountPurchases(window, window + window)) * 100;
        decimal before = (decimal)look.CountActivities(codes, window, window + window) * Math.Max(1, look.CountPurchases(null, window));
        decimal percent = s.Percent ?? 30;
        decimal clear = s.ClearPercent ?? percent;
        bool isEnough = count >= (s.AtLeast ?? 2);
        bool rises = isEnough && now >= before * (100 + percent);
        bool ends = clear == percent ? !rises : !isEnough || now <= before * (100 + clear);
        return rises ? Level.Rise : ends ? Level.Clear : Level.Hold;
    }

    private static bool IsOutOfRhythm(SignalOptions s, LifeLook look)
    {
        if (look.Purchases.Count < Math.Max(2, s.AtLeast ?? 4))
        {
            return false;
        }

        decimal[] gaps = look.Purchases.Skip(1).Select((p, i) => (decimal)Math.Max(1, Period.DaysBetween(look.Purchases[i].Date, p.Date))).ToArray();
        decimal median = Median(gaps);
        decimal deviation = Median(gaps.Select(g => Math.Abs(g - median)).ToArray());
        return look.DaysSince(look.Purchases.Max(p => p.Date)) > median + ((s.Spread ?? 3) * deviation) + Grace(s);
    }

    private static decimal Median(decimal[] values)
    {
        decimal[] ordered = values.OrderBy(v => v).ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }

    private static int Grace(SignalOptions s) => s.Grace is null ? 0 : LifeLook.Length(s.Grace) is var grace ? grace.Days + (grace.Weeks * 7) : 0;

    private static bool IsOverdue(SignalOptions s, LifeLook look)
    {
        if (look.Purchases.Count == 0)
        {
            return false;
        }

        LocalDate last = look.Purchases.Max(p => p.Date);
        decimal? own = s.Indicator is null ? null : look.Number(s.Indicator);
        LocalDate? due = own is { } days ? last.PlusDays((int)Math.Max(0, Math.Floor(days))) : s.Every is null ? null : last.Plus(LifeLook.Length(s.Every));
        return due is { } expected && look.Today > expected.PlusDays(Grace(s));
    }

    private static bool IsUnanswered(SignalOptions s, LifeLook look)
    {
        string[] ours = LifeLook.Codes(s.Activities ?? LifecycleActivities.OutboundContact);

        // Our own contact is never an interaction of the customer.
        Instant? answered = look.Purchases.Select(p => (Instant?)p.At).Concat(look.Activities.Where(a => !ours.Contains(a.Code, StringComparer.Ordinal) && a.Code != LifecycleActivities.OutboundContact).Select(a => (Instant?)a.At)).Max();
        LifeActivity[] open = look.Activities.Where(a => ours.Contains(a.Code, StringComparer.Ordinal) && !(a.At <= answered)).ToArray();
        return open.Length > 0 && open.Sum(a => a.Count) >= (s.AtLeast ?? 1) && IsOver(look, open.Min(a => a.Date), s.Window ?? "7d");
    }

    private static bool IsNotActivated(LifeLook look)
    {
        if (look.Purchases.Count == 0)
        {
            return false;
        }

        LifePurchase first = look.Purchases[0];
        string[] codes = LifeLook.Codes(look.Options.Activation?.Activities ?? "purchase");
        bool isActivated = (codes.Contains("purchase", StringComparer.Ordinal) && look.Purchases.Count > 1)
            || look.Activities.Any(a => codes.Contains(a.Code, StringComparer.Ordinal) && a.Date >= first.Date && a.At >= first.At);
        return !isActivated && IsOver(look, first.Date, look.Options.Activation?.Within ?? "7d");
    }
}

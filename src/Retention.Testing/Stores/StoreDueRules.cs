using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core.Hosting;

namespace Retention.Testing;

/// <summary>A due run meets every stream whose time has come, once, and no other.</summary>
internal static class StoreDueRules
{
    private static readonly Instant Noon = StoreDrafts.Start;

    internal static IEnumerable<StoreRule> Rules { get; } =
    [
        StoreRule.Once("due-inclusive", "A stream is due from its very instant on, to the nanosecond.", Inclusive),
        StoreRule.Once("due-order", "What is due comes in the order of its instants, from the first instant there is to the last.", Order),
        StoreRule.Once("due-follows", "What is due follows from the last decision alone.", Follows),
        StoreRule.Once("due-pages", "Over the borders of pages every due stream comes exactly once, also where many are due at one instant.", Pages),
        StoreRule.Once("due-while-deciding", "Deciding the streams of a page, as due runs do, keeps no other due stream from coming exactly once.", WhileDeciding),
        StoreRule.Once("set-aside", "A stream that was set aside isn't due, until it is released or decided again.", SetAside),
    ];

    private static async Task Inclusive(StoreTrial trial)
    {
        Instant[] instants = [Noon, Noon.PlusNanoseconds(1), Noon.PlusNanoseconds(99), Noon.PlusNanoseconds(100), Noon.PlusNanoseconds(1_000_000), Noon.PlusNanoseconds(999_999_999), Noon + Duration.FromSeconds(1), Instant.FromUtc(2900, 1, 1, 0, 0).PlusNanoseconds(7), Instant.FromUtc(1500, 1, 1, 0, 0).PlusNanoseconds(7), Instant.MaxValue, Instant.MinValue.PlusNanoseconds(1)];
        for (int i = 0; i < instants.Length; i++)
        {
            string category = trial.Other("i" + StoreDifference.Number(i));
            await trial.DueAsync(category, "s", instants[i]).ConfigureAwait(false);
            await trial.DueAsync(category, "never", null).ConfigureAwait(false);
            string at = "a stream that is due at " + Text(instants[i]) + " ";
            Promise.Same(StoreDifference.Of("number", 0, (await trial.DueKeysAsync(category, instants[i].PlusNanoseconds(-1)).ConfigureAwait(false)).Length), at + "is due a nanosecond before");
            DueStream[] due = (await StorePages.DueAsync(trial.Store, category, instants[i]).ConfigureAwait(false)).ToArray();
            Promise.Keep(due.Length == 1 && due[0].Stream.Key == "s", at + "isn't due at it");
            Promise.Same(StoreDifference.Of("next due", instants[i], due[0].NextDue), at + "as it is given");
            Promise.Keep((await trial.DueKeysAsync(category, Instant.MaxValue).ConfigureAwait(false)).SequenceEqual(["s"], StringComparer.Ordinal), at + "isn't due alone at the end of time");
        }
    }

    private static async Task Order(StoreTrial trial)
    {
        // The keys fall while the instants rise.
        Instant[] instants =
        [
            Instant.MinValue, Instant.MinValue.PlusNanoseconds(1), Instant.FromUtc(-9_997, 1, 1, 0, 0), Instant.FromUtc(-100, 1, 1, 0, 0), Instant.FromUtc(-99, 1, 1, 0, 0), Instant.FromUtc(0, 1, 1, 0, 0), Instant.FromUtc(1, 1, 1, 0, 0), Instant.FromUtc(999, 12, 31, 0, 0), Instant.FromUtc(1677, 9, 21, 0, 0),
            NodaConstants.UnixEpoch.PlusNanoseconds(-1), NodaConstants.UnixEpoch, NodaConstants.UnixEpoch.PlusNanoseconds(1), Noon.PlusNanoseconds(-1), Noon, Noon.PlusNanoseconds(1), Noon.PlusNanoseconds(2), Noon.PlusNanoseconds(10), Noon.PlusNanoseconds(100), Noon.PlusNanoseconds(120), Noon.PlusNanoseconds(1_000), Noon.PlusNanoseconds(1_000_000), Noon.PlusNanoseconds(100_000_000), Noon + Duration.FromSeconds(1), Noon + Duration.FromHours(2), Noon + Duration.FromHours(10), Instant.FromUtc(2262, 4, 12, 0, 0), Instant.FromUtc(9_999, 1, 1, 0, 0), Instant.MaxValue.PlusNanoseconds(-1), Instant.MaxValue,
        ];
        string[] keys = instants.Select((_, i) => "s" + StoreDifference.Number(instants.Length + 10 - i)).ToArray();
        for (int i = 0; i < instants.Length; i++)
        {
            int at = i * 10 % instants.Length;
            await trial.DueAsync(trial.Category, keys[at], instants[at]).ConfigureAwait(false);
        }

        trial.Reopen();
        foreach (int limit in new[] { 1, 4, StorePages.Widest })
        {
            List<DueStream> due = await StorePages.DueAsync(trial.Store, trial.Category, Instant.MaxValue, limit).ConfigureAwait(false);
            Promise.Keep(due.Select(d => d.Stream.Key).SequenceEqual(keys, StringComparer.Ordinal), "in pages of " + StoreDifference.Number(limit) + " the order was " + string.Join(", ", due.Select(d => Text(d.NextDue))));
            for (int i = 0; i < instants.Length; i++)
            {
                Promise.Same(StoreDifference.Of("next due", instants[i], due[i].NextDue), due[i].Stream.ToString());
            }
        }

        for (int i = 0; i < instants.Length; i++)
        {
            Promise.Same(StoreDifference.Of("number", i + 1, (await trial.DueKeysAsync(trial.Category, instants[i], 5).ConfigureAwait(false)).Length), "what is due until " + Text(instants[i]));
        }
    }

    private static async Task Follows(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        Instant?[] dues = [null, Noon, Noon + Duration.FromDays(1), Noon, Noon, null, null, Noon.PlusNanoseconds(-1), Instant.MinValue, Instant.MaxValue, null, Noon];
        for (int i = 0; i < dues.Length; i++)
        {
            await trial.AppendAsync(StoreDrafts.Write(stream, i, StoreDrafts.Decision(i, d => d.NextDue = dues[i]))).ConfigureAwait(false);
            DueStream[] due = (await StorePages.DueAsync(trial.Reopen(), trial.Category, Instant.MaxValue).ConfigureAwait(false)).ToArray();
            string where = "after decision " + StoreDifference.Number(i + 1);
            Promise.Same(StoreDifference.Of("number", dues[i] is null ? 0 : 1, due.Length), "what is due " + where);
            Promise.Keep(dues[i] is not { } at || due[0].NextDue == at, "the stream is due at another instant than its last decision says, " + where);
            StreamEntry entry = (await StorePages.AllAsync(trial.Store, trial.Category).ConfigureAwait(false)).Single();
            Promise.Same(StoreDifference.Of("next due", dues[i], entry.NextDue), "the entry of the list " + where);
        }
    }

    private static async Task Pages(StoreTrial trial)
    {
        // Five at one instant, one before, one after, then eleven at one, a nanosecond later one.
        Instant[] instants = Enumerable.Repeat(Noon, 5).Concat([Noon.PlusNanoseconds(-1), Noon.PlusNanoseconds(1)]).Concat(Enumerable.Repeat(Noon.PlusNanoseconds(2), 11)).Concat([Noon.PlusNanoseconds(3)]).ToArray();
        var expected = new List<DueStream>();
        for (int i = 0; i < instants.Length; i++)
        {
            string key = "s" + StoreDifference.Number(i * 7 % instants.Length);
            await trial.DueAsync(trial.Category, key, instants[i]).ConfigureAwait(false);
            expected.Add(new DueStream(trial.Stream(key), instants[i]));
        }

        trial.Reopen();
        for (int limit = 1; limit <= instants.Length + 1; limit++)
        {
            List<DueStream> due = await StorePages.DueAsync(trial.Store, trial.Category, Noon.PlusNanoseconds(3), limit).ConfigureAwait(false);
            Promise.Same(StoreView.OfDue(expected, due), "in pages of " + StoreDifference.Number(limit));
        }

        foreach (int limit in new[] { 1, 5, 6, 7 })
        {
            List<DueStream> due = await StorePages.DueAsync(trial.Store, trial.Category, Noon, limit).ConfigureAwait(false);
            Promise.Same(StoreView.OfDue(expected.Where(d => d.NextDue <= Noon).ToArray(), due), "in pages of " + StoreDifference.Number(limit) + " until an instant at which many are due");
        }
    }

    private static async Task WhileDeciding(StoreTrial trial)
    {
        foreach (int limit in new[] { 1, 2, 3, 5 })
        {
            string category = trial.NextCategory();
            for (int i = 0; i < 17; i++)
            {
                await trial.DueAsync(category, "s" + StoreDifference.Number(i * 5 % 17), Noon.PlusNanoseconds(i / 6)).ConfigureAwait(false);
            }

            var met = new List<string>();
            await StorePages.DueAsync(trial.Store, category, Noon.PlusNanoseconds(9), limit, async page =>
            {
                foreach (DueStream due in page)
                {
                    met.Add(due.Stream.Key);
                    Instant? next = met.Count % 3 == 0 ? null : Noon + Duration.FromDays(met.Count);
                    if (met.Count % 5 == 4)
                    {
                        await trial.SetAsideAsync(due.Stream, new StreamSetAside(Noon, "broken")).ConfigureAwait(false);
                    }
                    else
                    {
                        await trial.AppendAsync(StoreDrafts.Write(due.Stream, 1, StoreDrafts.TimePassed(1, d => d.NextDue = next))).ConfigureAwait(false);
                    }
                }
            }).ConfigureAwait(false);
            Promise.Keep(met.Count == 17 && met.Distinct(StringComparer.Ordinal).Count() == 17, "a due run in pages of " + StoreDifference.Number(limit) + " met " + string.Join(", ", met) + "; there were 17 streams");
        }
    }

    private static async Task SetAside(StoreTrial trial)
    {
        StreamId stream = trial.Stream("s");
        await trial.DueAsync(trial.Category, "s", Noon).ConfigureAwait(false);
        await trial.DueAsync(trial.Category, "other", Noon).ConfigureAwait(false);
        StreamSlice before = await trial.ReadAsync(stream).ConfigureAwait(false);
        Promise.Keep(await trial.SetAsideAsync(stream, new StreamSetAside(Noon, "first")).ConfigureAwait(false), "setting a stream aside was answered false");
        var reason = new StreamSetAside(Noon.PlusNanoseconds(123_456_789), "second, \"quoted\" 原因");
        Promise.Keep(await trial.SetAsideAsync(stream, reason).ConfigureAwait(false), "setting a stream aside again was answered false");
        await IsAsideAsync(trial, stream, reason).ConfigureAwait(false);
        StreamSlice after = await trial.HasAsync(stream, StoreDrafts.Decision(0, d => d.NextDue = Noon)).ConfigureAwait(false);
        Promise.Same(StoreDifference.Of("incarnation", before.Incarnation, after.Incarnation), "a stream that was set aside");

        // What isn't stored doesn't release.
        await trial.RefusedAsync(AppendStatus.VersionConflict, stream, StoreDrafts.Write(stream, 7, StoreDrafts.Decision(1))).ConfigureAwait(false);
        await IsAsideAsync(trial, stream, reason).ConfigureAwait(false);

        Promise.Keep(await trial.SetAsideAsync(stream, null).ConfigureAwait(false), "releasing a stream was answered false");
        await IsAsideAsync(trial, stream, null).ConfigureAwait(false);
        Promise.Keep(await trial.SetAsideAsync(stream, null).ConfigureAwait(false), "releasing a stream that isn't set aside was answered false");

        await trial.SetAsideAsync(stream, reason).ConfigureAwait(false);
        await trial.AppendAsync(StoreDrafts.Write(stream, 1, StoreDrafts.Decision(1, d => d.NextDue = Noon)), StoreDrafts.Write(trial.Stream("third"), 0, StoreDrafts.Decision(0))).ConfigureAwait(false);
        await IsAsideAsync(trial, stream, null).ConfigureAwait(false);
    }

    private static async Task IsAsideAsync(StoreTrial trial, StreamId stream, StreamSetAside? setAside)
    {
        string[] due = await trial.DueKeysAsync(trial.Category, Instant.MaxValue).ConfigureAwait(false);
        Promise.Keep(due.Contains("s", StringComparer.Ordinal) == (setAside is null), "a stream that was " + (setAside is null ? "released isn't due" : "set aside is due"));
        Promise.Keep(due.Contains("other", StringComparer.Ordinal), "setting one stream aside keeps another from being due");
        StreamEntry entry = (await StorePages.AllAsync(trial.Reopen(), trial.Category).ConfigureAwait(false)).Single(e => e.Stream.Equals(stream));
        Promise.Same(StoreDifference.OfSetAsides(setAside, entry.SetAside), "the entry of the list");
        Promise.Same(StoreDifference.Of("next due", Noon, entry.NextDue), "the entry of a stream, set aside or not,");
        List<StreamEntry> asides = await StorePages.StreamsAsync(trial.Store, after => StreamQuery.SetAside(trial.Category, after, 10)).ConfigureAwait(false);
        Promise.Keep(asides.Select(a => a.Stream.Key).SequenceEqual(setAside is null ? [] : ["s"], StringComparer.Ordinal), "the list of streams that are set aside has " + string.Join(", ", asides.Select(a => a.Stream)));
    }

    private static string Text(Instant instant) => NodaTime.Text.InstantPattern.ExtendedIso.Format(instant);
}

using System;
using System.Globalization;
using System.Threading;
using FsCheck;
using FsCheck.Fluent;

namespace Retention.Testing.Laws;

/// <summary>Runs one law through FsCheck and keeps what it says.</summary>
internal static class Law
{
    /// <summary>Checks a law; it fails by returning what is wrong, and holds by returning null.</summary>
    internal static LawReport Check<T>(string law, Arbitrary<T> cases, Func<T, string?> violation, Func<T, string> show, LawSettings settings)
    {
        Property property = Prop.ForAll(cases, c =>
        {
            string? wrong = violation(c);
            return wrong is null ? true.ToProperty() : false.Label(wrong + "\nin\n" + show(c));
        });
        Config config = Config.QuickThrowOnFailure.WithMaxTest(settings.Cases).WithQuietOnSuccess(true);
        if (settings.Replay is { } replay)
        {
            string[] parts = replay.Split(',');
            config = config.WithReplay(
                ulong.Parse(parts[0].Trim(), CultureInfo.InvariantCulture),
                ulong.Parse(parts[1].Trim(), CultureInfo.InvariantCulture));
        }

        try
        {
            FsCheck.Check.One(config, property);
            return new LawReport(law, null);
        }
#pragma warning disable CA1031 // Whatever a law throws is its counter-example's failure; FsCheck puts the seed into the message.
        catch (Exception failure) when (failure is not ThreadInterruptedException)
#pragma warning restore CA1031
        {
            return new LawReport(law, failure.Message.StartsWith("Falsifiable", StringComparison.Ordinal) ? failure.Message : failure.ToString());
        }
    }
}

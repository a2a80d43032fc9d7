using System;
using System.Collections.Generic;
using System.Linq;
using NodaTime;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.Core.Tiering;

namespace Retention.Testing.Generators;

/// <summary>Books of one policy to three, the first of which is in force from the beginning of time.</summary>
internal static class PolicyInputs
{
    internal static void AddTo(InputTable table)
    {
        Add(table, seed => TieringPolicy.Compile(TieringPolicyGenerators.Make(seed)).Policy);
        Add(table, seed => LoyaltyPolicy.Compile(LoyaltyPolicyGenerators.Make(seed)).Policy);
        Add(table, seed => SlaPolicy.Compile(SlaPolicyGenerators.Make(seed)).Policy);
        Add(table, seed => LifecyclePolicy.Compile(LifecyclePolicyGenerators.Make(seed)).Policy);
        Add(table, seed => HealthPolicy.Compile(HealthPolicyGenerators.Make(seed)).Policy);
        Add(table, seed => BusinessCalendar.Compile(CalendarGenerators.Make(seed)).Policy);
        Add(table, seed => RecordStandard.Compile(RecordStandardGenerators.Make(seed), "r" + seed.ToString(System.Globalization.CultureInfo.InvariantCulture)).Policy);
    }

    private static void Add<T>(InputTable table, Func<int, T> make)
        where T : class, IPolicy
    {
        table.Add(d => make(d.Next(int.MaxValue)));
        table.Add(d => new PolicyBookEntry<T>(d.Instant(), make(d.Next(int.MaxValue))));
        table.Add(d => new PolicyBook<T>(Entries(d, make)));
    }

    private static IEnumerable<PolicyBookEntry<T>> Entries<T>(Dice dice, Func<int, T> make)
        where T : class, IPolicy
    {
        T[] policies = dice.ManyBy(d => make(d.Next(int.MaxValue)), p => p.Version, least: 1).Take(3).ToArray();
        Instant first = dice.Instant();
        return policies.Select((p, i) => new PolicyBookEntry<T>(i == 0 ? Instant.MinValue : first + Duration.FromNanoseconds(i), p)).ToArray();
    }
}

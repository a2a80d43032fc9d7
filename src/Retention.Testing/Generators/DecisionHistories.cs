using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tiering;

namespace Retention.Testing.Generators;

/// <summary>Decisions as a host stores them, from histories of real processes.</summary>
internal static class DecisionHistories
{
    /// <summary>How many histories of each process: as many as find nearly all that its generators can make, in about a second each.</summary>
    private const int LoyaltySeeds = 400;
    private const int SlaSeeds = 120;
    private const int LifecycleSeeds = 30;
    private const int TieringSeeds = 60;

    private static readonly Lazy<IReadOnlyList<StreamDecision>> Kept = new Lazy<IReadOnlyList<StreamDecision>>(
        () => Histories(LoyaltySeeds, OfLoyalty).Concat(Histories(SlaSeeds, OfSla)).Concat(Histories(LifecycleSeeds, OfLifecycle)).Concat(Histories(TieringSeeds, OfTiering)).ToArray());

    /// <summary>A dozen histories share a policy, as calendars take long to compile.</summary>
    private static readonly ConcurrentDictionary<int, SlaPolicy> SlaPolicies = new ConcurrentDictionary<int, SlaPolicy>();

    private static readonly Lazy<IReadOnlyList<StreamDecision>> KeptTypes = new Lazy<IReadOnlyList<StreamDecision>>(() => EachType(All));

    /// <summary>Gets decisions of every process that there are generators for; always the same.</summary>
    internal static IReadOnlyList<StreamDecision> All => Kept.Value;

    /// <summary>Gets few decisions that together have every type of command and event that <see cref="All"/> has; their keys differ.</summary>
    internal static IReadOnlyList<StreamDecision> OfEveryType => KeptTypes.Value;

    private static IEnumerable<StreamDecision> Histories(int seeds, Func<int, StreamDecision[]> of) => Enumerable.Range(0, seeds).SelectMany(of);

    private static StreamDecision[] EachType(IReadOnlyList<StreamDecision> decisions)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var telling = new List<StreamDecision>();
        foreach (StreamDecision decision in decisions)
        {
            int before = seen.Count;
            seen.UnionWith(TypeNames(decision));
            if (seen.Count > before)
            {
                telling.Add(decision);
            }
        }

        return telling.Select(Keyed).ToArray();
    }

    private static StreamDecision Keyed(StreamDecision decision, int at)
    {
        StreamDecisionDraft draft = StoreDrafts.Copy(decision);
        draft.IdempotencyKey = decision.Command is null ? null : "k" + at.ToString(CultureInfo.InvariantCulture);
        return new StreamDecision(draft);
    }

    private static IEnumerable<string> TypeNames(StreamDecision decision) => decision.Events.Concat(decision.Command is null ? [] : [decision.Command]).Select(m => m.TypeName).ToArray();

    /// <summary>Of a generated programme, or of the preset, in which more is allowed.</summary>
    private static StreamDecision[] OfLoyalty(int seed)
    {
        LoyaltyOptions options = seed % 2 == 0 ? LoyaltyPresets.Options(LoyaltyPresets.BronzeToDiamond) : LoyaltyPolicyGenerators.Make(seed);
        var setting = new LoyaltySetting(new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(options).Policy), options.Benefits.Keys.ToArray(), options.Coupons.Keys.ToArray());
        return Of(setting.Process, LoyaltyCommandGenerators.Make(setting, seed), seed);
    }

    private static StreamDecision[] OfSla(int seed)
    {
        SlaPolicy policy = SlaPolicies.GetOrAdd(seed / 12, s => SlaPolicy.Compile(SlaPolicyGenerators.Make(s)).Policy);
        var setting = new CaseSetting(new PolicyBook<SlaPolicy>(policy));
        return Of(setting.Original, CaseCommandGenerators.Make(setting, seed), seed);
    }

    private static StreamDecision[] OfLifecycle(int seed)
    {
        var setting = new LifecycleSetting(new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(LifecyclePolicyGenerators.Make(seed)).Policy));
        return Of(setting.Original, LifecycleCommandGenerators.Make(setting, seed), seed);
    }

    private static StreamDecision[] OfTiering(int seed)
    {
        TieringPolicy policy = TieringPolicy.Compile(TieringPresets.Options(TieringPresets.P2Tagged)).Policy;
        TierCommand[] commands = TierCommandGenerators.Histories(policy).Generator.Sample(1, new Rnd((ulong)seed, 1), 20).Single();
        return Of(new TierAssignment(new PolicyBook<TieringPolicy>(policy)), commands, seed);
    }

    /// <summary>Handles commands one after the other, and makes a decision of each that is accepted; sometimes of what time did before.</summary>
    private static StreamDecision[] Of<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, IEnumerable<TCommand> commands, int seed)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        var dice = new Dice(seed);
        var decisions = new List<StreamDecision>();
        TState state = process.Initial;
        foreach (TCommand command in commands)
        {
            IReadOnlyList<TEvent> settled = process.Settle(state, command.At);
            if (settled.Count > 0 && dice.Percent(50))
            {
                state = process.Fold(state, settled);
                decisions.Add(Recorded(process, state, null, settled, command.At, dice));
            }

            Decision<TEvent> decision = process.Handle(state, command);
            if (decision.IsAccepted)
            {
                state = process.Fold(state, decision.Events);
                decisions.Add(Recorded(process, state, command, decision.Events, command.At, dice));
            }
        }

        return decisions.ToArray();
    }

    private static StreamDecision Recorded<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, TState state, TCommand? command, IReadOnlyList<TEvent> events, Instant at, Dice dice)
        where TState : class, IStreamState
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        var draft = new StreamDecisionDraft
        {
            Command = command,
            Fingerprint = command is null ? null : CommandFingerprint.Of(command),
            IdempotencyKey = command is null || dice.Percent(20) ? null : "request-" + dice.Next(int.MaxValue).ToString(CultureInfo.InvariantCulture),
            At = at,
            RecordedAt = at.PlusNanoseconds(dice.Next(2_000_000_000)),
            PolicyVersion = state.PolicyVersion,
            NextDue = process.NextDue(state),
            Context = dice.Percent(30) ? CommandContext.None : new CommandContext("u1", dice.Of(null, "u2"), dice.Of(null, "SO-1001"), dice.Of(null, "job-7")),
        };
        foreach (TEvent e in events)
        {
            draft.Events.Add(e);
        }

        return new StreamDecision(draft);
    }
}

using System;
using System.Collections;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Presets;
using Retention.Core.Sla;
using Retention.Core.Tests.House;
using Retention.Core.Tests.Loyalty;
using Retention.Core.Tests.Tiering;
using Retention.Core.Tiering;
using Retention.Testing.Generators;
using Xunit;

namespace Retention.Core.Tests.Hosting;

/// <summary>Streams in which a person was forgotten fold to the same balances, lots, stages and deadlines. <c>LAW_CASES</c> raises the number of histories.</summary>
public sealed class ErasedHistoryTests
{
    /// <summary>How many histories each process meets, in CI.</summary>
    private const int CiHistories = 40;

    private static readonly CustomerId Gone = new CustomerId("erased-1");

    private static Config Settings { get; } = Config.QuickThrowOnFailure.WithQuietOnSuccess(true)
        .WithMaxTest(int.TryParse(Environment.GetEnvironmentVariable("LAW_CASES"), CultureInfo.InvariantCulture, out int cases) ? cases : CiHistories);

    [Fact]
    public void AnErasedAccount_HasItsBalances()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            var book = new PolicyBook<LoyaltyPolicy>(LoyaltyPolicy.Compile(LoyaltyPolicyGenerators.Make(seed)).Policy);
            Check(new PointsAccount(book), LoyaltyCommandGenerators.Histories(book, ["gift"], ["fixed", "share"]), "M1", "S1", "M7", "M8", "M9");
        }
    }

    [Fact]
    public void AnErasedLife_HasItsStages()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            var book = new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(LifecyclePolicyGenerators.Make(seed)).Policy);
            Check(new CustomerLifecycle(book), LifecycleCommandGenerators.Histories(book), "other", "x", "y", "me");
        }
    }

    [Fact]
    public void AnErasedCustomersCase_HasItsDeadlines()
    {
        for (int seed = 0; seed < 4; seed++)
        {
            var book = new PolicyBook<SlaPolicy>(SlaPolicy.Compile(SlaPolicyGenerators.Make(seed)).Policy);
            Check(new SlaCase(book), CaseCommandGenerators.Histories(book), "C1");
        }
    }

    [Fact]
    public void AnErasedAssignment_HasItsTier()
    {
        TieringOptions options = TieringPresets.Options(TieringPresets.ManyAndSmall);
        options.Stability = new TierStabilityOptions { MinimumDwell = "1m", MarginDown = 3, MarginUp = 2 };
        TieringPolicy policy = TieringLawTests.Compile(options);
        Check(new TierAssignment(new PolicyBook<TieringPolicy>(policy)), TierCommandGenerators.Histories(policy), "C1");
    }

    // A condition finds an empty text where the attribute was: it is there, and it is nobody's.
    [Fact]
    public void AnErasedAttribute_IsThere_AndSaysNothing()
    {
        LifecycleOptions options = LifecyclePresets.Options(LifecyclePresets.P2);
        options.Transitions["vip"] = new TransitionOptions { Order = 0, To = "vip", When = new Core.Rules.ConditionOptions { Attribute = "city", Is = "Lhasa" } };
        options.Stages["vip"] = new StageOptions { Order = 99, Overlay = true };
        var process = new CustomerLifecycle(new PolicyBook<LifecyclePolicy>(LifecyclePolicy.Compile(options).Policy));
        Instant at = TestAccount.Day(2026, 1, 1);
        IReadOnlyList<LifecycleEvent> events = process.Handle(process.Initial, new SetCustomerAttribute(at, "city", "Lhasa")).Events;
        Assert.Equal("vip", process.Fold(process.Initial, events).Stage);
        LifecycleEvent[] erased = events.Select(new Erasure(new CustomerId("c1"), Gone).Of).ToArray();
        LifecycleState state = process.Fold(process.Initial, erased);
        Assert.Equal("vip", state.Stage);
        Assert.Equal(string.Empty, erased.OfType<CustomerAttributeSet>().Single().Value);
        Assert.Equal("vip", Assert.Single(state.History).Stage);
        Assert.Contains("The attribute city was stated.", erased.OfType<CustomerAttributeSet>().Single().Explain(Language.English), StringComparison.Ordinal);
    }

    private static void Check<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, Arbitrary<TCommand[]> histories, params string[] people)
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent => FsCheck.Check.One(Settings, Prop.ForAll(histories, commands =>
        {
            TState state = process.Initial;
            var events = new List<TEvent>();
            foreach (TCommand command in commands)
            {
                Decision<TEvent> decision = process.Handle(state, command);
                events.AddRange(decision.Events);
                state = process.Fold(state, decision.Events);
            }

            return people.Select(p => new Erasure(new CustomerId(p), Gone)).Select(e => Wrong(process, state, events, e)).FirstOrDefault(w => w is not null) is { } wrong
                ? false.Label(wrong)
                : true.ToProperty();
        }));

    private static string? Wrong<TState, TCommand, TEvent>(IProcess<TState, TCommand, TEvent> process, TState state, List<TEvent> events, Erasure erasure)
        where TCommand : Message, ICommand
        where TEvent : Message, IEvent
    {
        TEvent[] erased = events.Select(erasure.Of).ToArray();
        TState after = process.Fold(process.Initial, erased);
        string expected = Everything(state, erasure);
        string actual = Everything(after, null);
        if (expected != actual)
        {
            return erasure.Customer + ": expected\n" + expected + "\nbut was\n" + actual;
        }

        if (erased.SelectMany(Strings).FirstOrDefault(s => s == erasure.Customer.Value || s.EndsWith(":" + erasure.Customer.Value, StringComparison.Ordinal)) is { } left)
        {
            return erasure.Customer + " is still there as " + left;
        }

        // An attribute's text is gone, so conditions on it turn out otherwise from now on; nothing else of the future changes.
        if (events.OfType<CustomerAttributeSet>().Any(a => a.Value is { Length: > 0 }))
        {
            return null;
        }

        if (process.NextDue(after) != process.NextDue(state))
        {
            return erasure.Customer + ": due " + process.NextDue(after) + " instead of " + process.NextDue(state);
        }

        Instant end = (events.Count == 0 ? Instant.FromUtc(2026, 1, 1, 0, 0) : events[^1].At) + Duration.FromDays(180);
        return process.Settle(state, end).Select(erasure.Of).SequenceEqual(process.Settle(after, end)) ? null : erasure.Customer + ": settling gives other events";
    }

    private static string Everything(object? state, Erasure? erasure)
    {
        var lines = new List<string>();
        Describe(lines, "state", state, erasure);
        return string.Join("\n", lines);
    }

    /// <summary>Every public property down to its values, as it is or, with an erasure, as it is to be.</summary>
    private static void Describe(List<string> lines, string path, object? value, Erasure? erasure)
    {
        switch (value)
        {
            case MessageContent content:
                foreach (MessagePart part in (erasure?.Of(content) ?? content).Parts())
                {
                    Describe(lines, path + "." + part.Name, part.Value, null);
                }

                break;
            case CustomerId id:
                lines.Add(path + "=" + (erasure?.Of(id) ?? id));
                break;
            case string text:
                lines.Add(path + "=" + (erasure is null ? text : Mapped(path, text, erasure)));
                break;
            case IEnumerable items:
                int index = 0;
                foreach (object? item in items)
                {
                    Describe(lines, path + "[" + index++ + "]", item, erasure);
                }

                lines.Add(path + ".Count=" + index);
                break;
            case Instant instant:
                lines.Add(path + "=" + NodaTime.Text.InstantPattern.ExtendedIso.Format(instant));
                break;
            case null or IFormattable or bool or PolicyVersion:
                lines.Add(path + "=" + Convert.ToString(value, CultureInfo.InvariantCulture));
                break;
            default:
                Describe(lines, path, value.GetType(), value, erasure);
                break;
        }
    }

    private static void Describe(List<string> lines, string path, Type type, object value, Erasure? erasure)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.GetIndexParameters().Length == 0))
        {
            Describe(lines, path + "." + property.Name, property.GetValue(value), erasure);
        }
    }

    /// <summary>What a text of a state that is no message is to be.</summary>
    private static string Mapped(string path, string text, Erasure erasure) =>
        path.EndsWith(".Reason", StringComparison.Ordinal) ? string.Empty
        : text == "spender:" + erasure.Customer.Value ? "spender:" + erasure.Replacement.Value
        : text;

    private static IEnumerable<string> Strings(MessageContent content) => content.Parts().SelectMany(p => Strings(p.Value));

    private static IEnumerable<string> Strings(object? value) => value switch
    {
        CustomerId id => [id.Value],
        string text => [text],
        MessageContent content => Strings(content),
        List<object?> list => list.SelectMany(Strings),
        _ => [],
    };
}

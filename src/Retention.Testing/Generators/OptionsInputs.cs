using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Retention.Core;
using Retention.Core.Calendars;
using Retention.Core.Facts;
using Retention.Core.Health;
using Retention.Core.Lifecycle;
using Retention.Core.Loyalty;
using Retention.Core.Sla;
using Retention.Core.Tiering;

namespace Retention.Testing.Generators;

/// <summary>Options of every domain, which compile, and every part of them, as it stands in some that do.</summary>
internal static class OptionsInputs
{
    /// <summary>After how many whole options a part has been met, or none has it.</summary>
    private const int Tries = 2_000;

    private static readonly Dictionary<Type, Func<int, Whole>> Wholes = new Dictionary<Type, Func<int, Whole>>
    {
        [typeof(TieringOptions)] = seed => Of(TieringPolicyGenerators.Make(seed), o => TieringPolicy.Compile(o).Succeeded),
        [typeof(LoyaltyOptions)] = seed => Of(LoyaltyPolicyGenerators.Make(seed), o => LoyaltyPolicy.Compile(o).Succeeded),
        [typeof(SlaOptions)] = seed => Of(SlaPolicyGenerators.Make(seed), o => SlaPolicy.Compile(o).Succeeded),
        [typeof(LifecycleOptions)] = seed => Of(LifecyclePolicyGenerators.Make(seed), o => LifecyclePolicy.Compile(o).Succeeded),
        [typeof(HealthOptions)] = seed => Of(HealthPolicyGenerators.Make(seed), o => HealthPolicy.Compile(o).Succeeded),
        [typeof(CalendarOptions)] = seed => Of(CalendarGenerators.Make(seed), o => BusinessCalendar.Compile(o).Succeeded),
        [typeof(RecordStandardOptions)] = seed => Of(RecordStandardGenerators.Make(seed), o => RecordStandard.Compile(o, "r").Succeeded),
    };

    internal static void AddTo(InputTable table)
    {
        MethodInfo add = typeof(OptionsInputs).GetMethod(nameof(Add), BindingFlags.Static | BindingFlags.NonPublic)!;
        foreach (Type type in Wholes.Keys.SelectMany(Parts).Distinct())
        {
            add.MakeGenericMethod(type).Invoke(null, [table]);
        }
    }

    private static void Add<T>(InputTable table)
        where T : OptionsNode
    {
        bool isWhole = Wholes.ContainsKey(typeof(T));
        Func<int, Whole>[] makers = Wholes.Where(w => isWhole ? w.Key == typeof(T) : Parts(w.Key).Contains(typeof(T))).Select(w => w.Value).ToArray();
        table.Add(dice =>
        {
            for (int i = 0; i < Tries; i++)
            {
                Whole whole = dice.OfList(makers)(dice.Next(int.MaxValue));
                OptionsExtras.Add(dice, whole.Options, whole.Compiles);
                OptionsNode[] nodes = Nodes(whole.Options).ToArray();
                T[] found = isWhole ? [(T)whole.Options] : nodes.OfType<T>().ToArray();
                if (found.Length > 0)
                {
                    T one = dice.OfList(found);
                    OptionsExtras.Add(dice, isWhole ? dice.OfList(nodes) : one, whole.Compiles);
                    return one;
                }
            }

            throw new InvalidOperationException("No generated options have a " + typeof(T).Name + "; let their generator make one now and then.");
        });
    }

    private static Whole Of<T>(T options, Func<T, bool> compiles)
        where T : OptionsNode => new Whole(options, () => compiles(options));

    /// <summary>The types of a node and of all that may stand in it.</summary>
    private static HashSet<Type> Parts(Type whole)
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>([whole]);
        while (open.Count > 0)
        {
            Type type = open.Dequeue();
            if (typeof(OptionsNode).IsAssignableFrom(type) && found.Add(type))
            {
                foreach (PropertyInfo property in type.GetProperties())
                {
                    open.Enqueue(property.PropertyType.IsGenericType ? property.PropertyType.GetGenericArguments().Last() : property.PropertyType);
                }
            }
        }

        return found;
    }

    /// <summary>A node and all within it.</summary>
    private static IEnumerable<OptionsNode> Nodes(OptionsNode node) => node.GetType().GetProperties()
        .Select(p => p.GetValue(node))
        .SelectMany(v => v switch
        {
            OptionsNode child => [child],
            IDictionary children => children.Values.OfType<OptionsNode>(),
            _ => [],
        })
        .SelectMany(Nodes)
        .Prepend(node);

    /// <summary>Options that compile, and whether they still do.</summary>
    private sealed class Whole
    {
        internal Whole(OptionsNode options, Func<bool> compiles)
        {
            this.Options = options;
            this.Compiles = compiles;
        }

        internal OptionsNode Options { get; }

        internal Func<bool> Compiles { get; }
    }
}

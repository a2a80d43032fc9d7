using System;
using System.Collections.Generic;
using System.Linq;
using FsCheck;
using FsCheck.Fluent;
using Retention.Core;

namespace Retention.Testing.Generators;

/// <summary>How each input is made from dice.</summary>
internal sealed class InputTable
{
    private readonly Dictionary<Type, object> arbitraries = new Dictionary<Type, object>();
    private readonly Dictionary<Type, Func<Dice, object>> recipes = new Dictionary<Type, Func<Dice, object>>();

    internal IEnumerable<Type> Types => this.arbitraries.Keys;

    /// <summary>Gets the abstract types of which some command is.</summary>
    internal IEnumerable<Type> CommandBases => this.recipes.Keys.Where(t => typeof(ICommand).IsAssignableFrom(t)).Select(t => t.BaseType!).Distinct();

    internal InputTable With(Action<InputTable> add)
    {
        add(this);
        return this;
    }

    internal InputTable Add<T>(Func<Dice, T> make, Func<T, IEnumerable<T>>? smaller = null)
        where T : notnull
    {
        this.recipes.Add(typeof(T), dice => make(dice));
        this.arbitraries.Add(typeof(T), Of(make, smaller));
        return this;
    }

    internal InputTable Add<T>(Arbitrary<T> arbitrary)
    {
        this.arbitraries.Add(typeof(T), arbitrary);
        return this;
    }

    /// <summary>The arbitrary of a type; of a base type of commands, any of them; null if there is none.</summary>
    internal Arbitrary<T>? Find<T>()
    {
        if (this.arbitraries.TryGetValue(typeof(T), out object? known))
        {
            return (Arbitrary<T>)known;
        }

        return typeof(ICommand).IsAssignableFrom(typeof(T)) && this.Cases<T>().Length > 0 ? Of(this.Roll<T>, null) : null;
    }

    /// <summary>Any command of a process.</summary>
    internal T Roll<T>(Dice dice) => (T)dice.OfList(this.Cases<T>())(dice);

    private Func<Dice, object>[] Cases<T>() =>
        this.recipes.Where(r => typeof(T).IsAssignableFrom(r.Key)).OrderBy(r => r.Key.FullName, StringComparer.Ordinal).Select(r => r.Value).ToArray();

    private static Arbitrary<T> Of<T>(Func<Dice, T> make, Func<T, IEnumerable<T>>? smaller)
    {
        Gen<T> generator = Dice.Seeds.Select(seed => make(new Dice(seed)));
        return smaller is null ? Arb.From(generator) : Arb.From(generator, smaller);
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Retention.Core.Hosting;

namespace Retention.Core.Tests.House;

/// <summary>What a host builds to hand it to the library: commands, options, values, and whatever those and the library's methods take.</summary>
internal static class InputTypes
{
    /// <summary>Types that a host makes once to ask them something: they are no input, their constructors and methods take it.</summary>
    private static readonly Type[] Services =
    [
        typeof(Core.Health.HealthModel), typeof(Core.Tiering.TieringModel), typeof(DecisionRunner), typeof(InMemoryEventStore), typeof(FourEyesAuthorizer), typeof(ProcessStreams<,,>), typeof(StreamKind<,,>),
        typeof(StreamPart<,,>), typeof(Core.Loyalty.PointsBookDraft), typeof(PresetCatalogue<>),
    ];

    /// <summary>Every input type; of a generic type its definition.</summary>
    internal static IReadOnlyList<Type> All { get; } = Find();

    private static List<Type> Find()
    {
        var found = new HashSet<Type>();
        var open = new Queue<Type>(Library.PublicTypes.Where(t => typeof(ICommand).IsAssignableFrom(t) || typeof(OptionsNode).IsAssignableFrom(t) || t.IsValueType));
        foreach (Type type in Library.PublicTypes.Where(t => !typeof(IEvent).IsAssignableFrom(t)))
        {
            IEnumerable<MethodBase> methods = type.GetMethods(Library.DeclaredPublic).Where(m => !m.IsSpecialName);
            foreach (Type taken in (IsService(type) ? methods.Concat(type.GetConstructors()) : methods).SelectMany(Taken))
            {
                open.Enqueue(taken);
            }
        }

        while (open.Count > 0)
        {
            Type type = open.Dequeue();
            if (IsBuilt(type) && found.Add(type))
            {
                foreach (Type taken in type.GetConstructors().SelectMany(Taken).Concat(type.GetProperties().Where(IsFilled).SelectMany(p => In(p.PropertyType))))
                {
                    open.Enqueue(taken);
                }
            }
        }

        return found.OrderBy(t => t.FullName, StringComparer.Ordinal).ToList();
    }

    private static bool IsService(Type type) => Services.Contains(type) || type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IProcess<,,>));

    private static bool IsBuilt(Type type) =>
        type.Assembly == Library.Assembly && type.IsVisible && !type.IsAbstract && !type.IsEnum && !type.IsGenericParameter && !typeof(IEvent).IsAssignableFrom(type) && !typeof(Exception).IsAssignableFrom(type)
        && !typeof(Delegate).IsAssignableFrom(type) && !IsService(type) && (type.IsValueType || type.GetConstructors().Length > 0);

    /// <summary>Whether a host sets a property, or adds to its list.</summary>
    private static bool IsFilled(PropertyInfo property) => property.SetMethod?.IsPublic == true
        || (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() is var list && (list == typeof(List<>) || list == typeof(IList<>) || list == typeof(Dictionary<,>)));

    private static IEnumerable<Type> Taken(MethodBase method) => method.GetParameters().Where(p => !p.IsOut).SelectMany(p => In(p.ParameterType));

    /// <summary>A type and what it is made of: the element of an array, the arguments of a list.</summary>
    private static IEnumerable<Type> In(Type type)
    {
        if (type.IsArray || type.IsByRef)
        {
            return In(type.GetElementType()!);
        }

        if (!type.IsGenericType)
        {
            return [type];
        }

        return type.GetGenericArguments().Where(a => !typeof(Delegate).IsAssignableFrom(type) || a != type.GetGenericArguments()[^1]).SelectMany(In).Prepend(type.GetGenericTypeDefinition());
    }
}

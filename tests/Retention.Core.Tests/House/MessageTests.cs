using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>Commands and events are closed hierarchies of values with a stable name and without personal data in their text.</summary>
public sealed class MessageTests
{
    public static TheoryData<Type> Cases => [.. Library.Messages];

    [Fact]
    public void Bases_CannotBeDerivedFromOutside() => Violations.AssertNone(
        "A base that hosts could derive from:",
        from type in Library.AllTypes
        where typeof(Message).IsAssignableFrom(type) && type.IsAbstract
        from constructor in type.GetConstructors(Library.Declared)
        where !constructor.IsFamilyAndAssembly && !constructor.IsAssembly && !constructor.IsPrivate
        select Library.Short(type));

    [Fact]
    public void Cases_AreSealed() => Violations.AssertNone("A case that isn't sealed:", Library.Messages.Where(t => !t.IsSealed).Select(Library.Short));

    [Fact]
    public void Cases_ArePublic() => Violations.AssertNone("A case that hosts can't match:", Library.Messages.Where(t => !t.IsVisible).Select(Library.Short));

    [Fact]
    public void Cases_AreCommandsOrEvents() => Violations.AssertNone(
        "A message that is neither, or both:",
        Library.Messages.Where(t => typeof(ICommand).IsAssignableFrom(t) == typeof(IEvent).IsAssignableFrom(t)).Select(Library.Short));

    [Fact]
    public void Commands_HaveAPublicConstructor() => Violations.AssertNone(
        "A command that hosts can't build:",
        Library.Messages.Where(t => typeof(ICommand).IsAssignableFrom(t) && t.GetConstructors().Length == 0).Select(Library.Short));

    [Fact]
    public void Properties_AreGetOnly() => Violations.AssertNone(
        "A property with a setter:",
        from type in Library.AllTypes
        where typeof(Message).IsAssignableFrom(type)
        from property in type.GetProperties(Library.Declared)
        where property.SetMethod is not null
        select Library.Short(type) + "." + property.Name);

    [Fact]
    public void TypeNames_AreUniqueAndStable()
    {
        string[] names = Library.Messages.Select(t => Make(t).TypeName + " " + t.FullName).Order(StringComparer.Ordinal).ToArray();
        string[] stored = names.Select(n => n.Split(' ')[0]).ToArray();
        Violations.AssertNone("A type name is domain.what-happened:", stored.Where(n => !Regex.IsMatch(n, "^[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*$")));
        Violations.AssertNone("Two messages have one type name:", stored.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key));
        Approved.Verify("message-types", names);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EqualArguments_MakeEqualMessages(Type type)
    {
        Message one = Make(type);
        Message other = Make(type);
        Assert.NotSame(one, other);
        Assert.Equal(one, other);
        Assert.True(one.Equals((object)other));
        Assert.Equal(one.GetHashCode(), other.GetHashCode());
        Assert.Equal(one.ToString(), other.ToString());
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void OneOtherArgument_MakesAnotherMessage(Type type)
    {
        Message one = Make(type);
        ParameterInfo[] parameters = Samples.ConstructorOf(type).GetParameters();
        Violations.AssertNone(
            type.Name + " is equal though this differs:",
            from parameter in parameters
            from other in Samples.Others(parameter)
            where one.Equals(Make(type, parameter, other))
            select parameter.Name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void EveryArgument_IsAProperty(Type type)
    {
        Message one = Make(type);
        Violations.AssertNone(
            type.Name + " doesn't give back what it was built from:",
            from parameter in Samples.ConstructorOf(type).GetParameters()
            let property = type.GetProperties().SingleOrDefault(p => string.Equals(p.Name, parameter.Name, StringComparison.OrdinalIgnoreCase))
            where property is null || !Samples.AreEqual(Samples.Value(parameter), property.GetValue(one))
            select parameter.Name);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Text_NamesTheTypeAndNothingPersonal(Type type)
    {
        Message one = Make(type);
        Assert.StartsWith(one.TypeName + " (", one.ToString(), StringComparison.Ordinal);
        Violations.AssertNone(
            type.Name + " prints what may be personal:",
            from parameter in Samples.ConstructorOf(type).GetParameters()
            where parameter.ParameterType == typeof(string) && Regex.IsMatch(parameter.Name!, "^(reason|note|comment|text)$|(Reason|(?<!credit)Note|Comment|Text)$")
            where one.ToString().Contains((string)Samples.Value(parameter)!, StringComparison.Ordinal)
            select parameter.Name);
    }

    // Its name ends with note, but it is the number of a document: printed, kept in fingerprints, never erased.
    [Fact]
    public void ACreditNotesNumber_IsNotPersonal()
    {
        var command = new Core.Loyalty.RecordCreditNote(NodaTime.Instant.FromUtc(2026, 3, 1, 0, 0), "CN-17", Core.Loyalty.CreditNoteKind.Allowance, 10, []);
        Assert.Contains("creditNote=CN-17", command.ToString(), StringComparison.Ordinal);
    }

    // The rules above must notice a broken message.
    [Fact]
    public void AForgottenField_IsNoticed()
    {
        ParameterInfo forgotten = Samples.ConstructorOf(typeof(Forgetful)).GetParameters()[1];
        Assert.All(Samples.Others(forgotten), other => Assert.Equal(Make(typeof(Forgetful)), Make(typeof(Forgetful), forgotten, other)));
    }

    private static Message Make(Type type, ParameterInfo? changed = null, object? value = null) => (Message)Samples.Make(type, changed, value);

    private sealed class Forgetful : Message
    {
        public Forgetful(string kept, string forgotten)
        {
            this.Kept = kept;
            this.Forgotten = forgotten;
        }

        public override string TypeName => "house.forgetful";

        public string Kept { get; }

        public string Forgotten { get; }

        private protected override void Describe(MessageParts parts) => parts.Add("kept", this.Kept);
    }
}

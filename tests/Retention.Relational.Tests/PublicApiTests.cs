using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Relational.Tests;

/// <summary>What hosts can use changes only on purpose.</summary>
public sealed class PublicApiTests
{
    private static readonly Assembly Library = typeof(RelationalEventStore).Assembly;

    [Fact]
    public void Relational_OffersWhatWasApproved() => Approved.Verify("Retention.Relational", PublicApi.Of(Library));

    [Fact]
    public void Signatures_SuitEveryHost() =>
        Assert.DoesNotContain(PublicApi.Of(Library), line => Regex.IsMatch(line, @"\b(ValueTuple|ValueTask|IAsyncEnumerable|Span|Memory|DateOnly|TimeOnly)\b"));

    [Fact]
    public void Library_ReferencesTheCoreNodaTimeAndTheFrameworkAlone() =>
        Assert.Empty(Library.GetReferencedAssemblies().Select(a => a.Name).Except(["netstandard", "NodaTime", "Retention.Core"]));

    [Fact]
    public void Library_IsStrongNamed() => Assert.NotEmpty(Library.GetName().GetPublicKeyToken()!);
}

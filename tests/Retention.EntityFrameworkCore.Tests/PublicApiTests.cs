using Retention.Core.Tests.House;
using Xunit;

namespace Retention.EntityFrameworkCore.Tests;

/// <summary>What hosts can use changes only on purpose.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void Library_OffersWhatWasApproved() => Approved.Verify("Retention.EntityFrameworkCore", PublicApi.Of(typeof(RetentionDbContext).Assembly));
}

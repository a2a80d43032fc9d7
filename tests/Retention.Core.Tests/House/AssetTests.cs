using System.Reflection;
using System.Runtime.Versioning;
using Xunit;

namespace Retention.Core.Tests.House;

public sealed class AssetTests
{
    [Fact]
    public void TheseTestsRunOnTheAssetThatTheyAreFor()
    {
#if NETSTANDARD_ASSET
        const string expected = ".NETStandard,Version=v2.0";
#else
        const string expected = ".NETCoreApp,Version=v8.0";
#endif
        Assert.Equal(expected, typeof(CustomerId).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
    }
}

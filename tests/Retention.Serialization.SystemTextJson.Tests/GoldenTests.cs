using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Tests.House;
using Xunit;

namespace Retention.Serialization.SystemTextJson.Tests;

/// <summary>
/// What was ever written can be read for ever: a file per type and version, which never changes. A new type or version gets its file by
/// running these tests with the environment variable <c>GOLDEN_WRITE=1</c>, which writes files that are missing and touches no other.
/// </summary>
public sealed class GoldenTests
{
    private static readonly JsonEventCodec Codec = new JsonEventCodec();

    private static string Folder { get; } = Path.Combine(Library.Root, "tests", "Retention.Serialization.SystemTextJson.Tests", "golden");

    public static TheoryData<string> Files => [.. Directory.GetFiles(Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];

    [Fact]
    public void EveryType_HasAFileOfItsNewestVersion()
    {
        var missing = new List<string>();
        foreach (Type type in MessageMaker.Types)
        {
            EncodedMessage encoded = Codec.Encode(new MessageMaker(new TellingValues()).Message(type));
            string name = encoded.TypeName + ".v" + encoded.SchemaVersion.ToString(CultureInfo.InvariantCulture);
            string file = Path.Combine(Folder, name + ".json");
            if (File.Exists(file))
            {
                continue;
            }

            missing.Add(name);
            if (Environment.GetEnvironmentVariable("GOLDEN_WRITE") == "1")
            {
                File.WriteAllText(file, encoded.Payload + "\n");
            }
        }

        Assert.True(missing.Count == 0, "These have no golden file; run the tests with GOLDEN_WRITE=1 once, look at what was written, and keep it: " + string.Join(", ", missing));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void File_IsReadAndWrittenAgainAsItIs(string name)
    {
        int dot = name.LastIndexOf(".v", StringComparison.Ordinal);
        string payload = File.ReadAllText(Path.Combine(Folder, name + ".json")).TrimEnd('\n');
        var encoded = new EncodedMessage(name[..dot], int.Parse(name[(dot + 2)..], CultureInfo.InvariantCulture), payload);
        EncodedMessage again = Codec.Encode(Codec.Decode(encoded));
        if (again.TypeName == encoded.TypeName && again.SchemaVersion == encoded.SchemaVersion)
        {
            Assert.Equal(payload, again.Payload);
        }
    }

    // A golden file has one name of each enumeration; here are all, which are kept as they are too.
    [Fact]
    public void Enumerations_AreWrittenAsApproved() => Approved.Verify(
        "enumerations",
        [.. MessageMaker.Enumerations.Select(e => e.FullName + " " + string.Join(' ', Enum.GetNames(e).Select(ProblemList.Kebab))).Order(StringComparer.Ordinal)]);

    [Fact]
    public void Files_FillEveryField()
    {
        foreach (Type type in MessageMaker.Types)
        {
            Message made = new MessageMaker(new TellingValues()).Message(type);
            Message read = Codec.Decode(new EncodedMessage(made.TypeName, 1, File.ReadAllText(Path.Combine(Folder, made.TypeName + ".v1.json"))));
            Assert.All(type.GetConstructors().MaxBy(c => c.GetParameters().Length)!.GetParameters(), p =>
            {
                object? value = type.GetProperty(char.ToUpperInvariant(p.Name![0]) + p.Name[1..])!.GetValue(read);
                Assert.True(value is not null and not System.Collections.ICollection { Count: 0 }, type.Name + "." + p.Name + " is empty in its golden file");
            });
        }
    }
}

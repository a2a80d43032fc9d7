using System;
using System.IO;
using System.Linq;
using Xunit;

namespace Retention.Core.Tests.House;

/// <summary>Compares a text with the one that a reviewer approved.</summary>
internal static class Approved
{
#if NETSTANDARD_ASSET
    private const string Asset = ".netstandard2.0";
#else
    private const string Asset = "";
#endif

    /// <summary>Fails with the first differences, and leaves what was received beside what was approved.</summary>
    /// <param name="name">The file's name in the folder of approved texts, without ending.</param>
    /// <param name="received">One line per thing.</param>
    internal static void Verify(string name, string[] received)
    {
        string folder = Path.Combine(Library.Root, "tests", "Retention.Core.Tests", "approved");
        string approvedFile = Path.Combine(folder, name + ".txt");
        string receivedFile = Path.Combine(folder, name + Asset + ".received.txt");
        string[] approved = File.Exists(approvedFile) ? File.ReadAllLines(approvedFile) : [];
        if (approved.SequenceEqual(received, StringComparer.Ordinal))
        {
            File.Delete(receivedFile);
            return;
        }

        File.WriteAllText(receivedFile, string.Concat(received.Select(line => line + "\n")));
        string[] gone = approved.Except(received, StringComparer.Ordinal).Select(line => "  - " + line).ToArray();
        string[] come = received.Except(approved, StringComparer.Ordinal).Select(line => "  + " + line).ToArray();
        Assert.Fail(string.Join(
            Environment.NewLine,
            new[] { $"{gone.Length} lines of {name}.txt are gone and {come.Length} are new:" }
                .Concat(gone.Concat(come).Take(20))
                .Append("If that is meant, approve it from the repository's root:")
                .Append("  cp " + Path.GetRelativePath(Library.Root, receivedFile) + " " + Path.GetRelativePath(Library.Root, approvedFile))));
    }
}

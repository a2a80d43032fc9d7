using System;
using System.IO;

namespace Retention.Relational.Tests.Docs;

/// <summary>The guide that the tests hold to its word.</summary>
internal static class Guide
{
    internal static string Page { get; } = File.ReadAllText(Path.Combine(Root(), "docs", "relational.md")).Replace("\r\n", "\n", StringComparison.Ordinal);

    internal static string Root()
    {
        for (DirectoryInfo? folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Retention.Core.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("Retention.Core.sln is in no folder above " + AppContext.BaseDirectory + ".");
    }
}

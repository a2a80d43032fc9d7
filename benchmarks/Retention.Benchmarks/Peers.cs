using System;
using System.IO;

namespace Retention.Benchmarks;

/// <summary>Where the peers are.</summary>
internal static class Peers
{
    /// <summary>The folder of a peer in the repository that this was built in.</summary>
    internal static string Folder(string peer)
    {
        for (DirectoryInfo? at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            string folder = Path.Combine(at.FullName, "benchmarks", "peers", peer);
            if (Directory.Exists(folder))
            {
                return folder;
            }
        }

        throw new DirectoryNotFoundException("There is no folder benchmarks/peers/" + peer + " above " + AppContext.BaseDirectory + "; run this from the repository.");
    }
}

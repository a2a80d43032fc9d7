using System;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Retention.ErpHost.Tests;

/// <summary>Headless Chromium, each time with a profile of its own. Where there is none, tests skip with the reason, and fail where CI is true.</summary>
internal static class Browser
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];

    /// <summary>The document after the browser has read it.</summary>
    internal static Task<string> DumpAsync(Uri address) => RunAsync(address, "--dump-dom");

    /// <summary>A picture of the page.</summary>
    internal static async Task<byte[]> ScreenshotAsync(Uri address)
    {
        string folder = Directory.CreateTempSubdirectory("retention-picture-").FullName;
        try
        {
            string file = Path.Combine(folder, "page.png");
            await RunAsync(address, "--hide-scrollbars", "--window-size=1280,860", "--screenshot=" + file);
            return await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static string Find()
    {
        string? found = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator)
            .SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
        if (found is null)
        {
            const string Reason = "Chromium isn't installed (chromium), so what a browser shows was not tried.";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", Reason);
            Assert.Fail(Reason);
        }

        return found;
    }

    private static async Task<string> RunAsync(Uri address, params string[] arguments)
    {
        string program = Find();
        string profile = Directory.CreateTempSubdirectory("retention-browser-").FullName;
        try
        {
            string[] all =
            [
                "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--user-data-dir=" + profile, .. arguments, address.ToString(),
            ];
            using Process process = Process.Start(new ProcessStartInfo(program, all) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(process.ExitCode == 0, await errors);
            return output;
        }
        finally
        {
            Directory.Delete(profile, true);
        }
    }
}

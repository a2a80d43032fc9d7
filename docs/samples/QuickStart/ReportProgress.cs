using System;
using System.IO;
using Retention.Core;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Shows how far the reading of a long file has come, where somebody can watch it.</summary>
internal static class ReportProgress
{
    /// <summary>A file of fewer bytes is read before a bar could be looked at.</summary>
    private const long LongFile = 5_000_000;

    /// <summary>Reads, with a bar if the file is long and the screen is not a file or a pipe.</summary>
    internal static OrderReading While(IAnsiConsole screen, RunRequest request, Func<Action<long>, OrderReading> read)
    {
        long length = new FileInfo(request.File).Length;
        return length > LongFile && screen.Profile.Capabilities.Interactive && screen.Profile.Out.IsTerminal
            ? WithBar(screen, request.Language.Pick("Reading", "读取中"), length, read)
            : read(_ => { });
    }

    internal static OrderReading WithBar(IAnsiConsole screen, string title, long length, Func<Action<long>, OrderReading> read) =>
        screen.Progress().AutoClear(true).Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn()).Start(context =>
        {
            ProgressTask task = context.AddTask(title, maxValue: length);
            return read(bytes => task.Value = bytes);
        });
}

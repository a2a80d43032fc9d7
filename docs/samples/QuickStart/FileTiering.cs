using System;
using System.IO;
using System.Linq;
using NodaTime;
using NodaTime.Text;
using Retention.Core;
using Retention.Core.Facts;
using Retention.Core.Periods;
using Retention.Core.Presets;
using Retention.Core.Tiering;
using Spectre.Console;

namespace Retention.QuickStart;

/// <summary>Tiers the customers of one order file: reads, evaluates, writes, reports.</summary>
internal sealed class FileTiering(RunRequest request, IAnsiConsole screen)
{
    private readonly Report report = new(screen, request.Language);

    /// <summary>Carries the request out.</summary>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    /// <exception cref="CannotRunException">It can't be carried out.</exception>
    internal int Run()
    {
        TieringPolicy policy = this.Compile();
        if (!File.Exists(request.File))
        {
            throw new CannotRunException(request.Language.Pick($"There is no file \"{request.File}\".", $"文件“{request.File}”不存在。"));
        }

        this.AsOf(null, policy);
        OrderReading reading = ReportProgress.While(screen, request, told => OrderFile.Read(request, policy.Zone, told));
        this.report.Input(request, reading);
        TieringRun? run = this.AsOf(reading.LastDate, policy) is { } asOf ? this.Evaluate(policy, reading, asOf) : null;
        string results = Path.Combine(request.Out, ResultFile.Name);
        string rejects = Path.Combine(request.Out, RejectsFile.Name);
        Directory.CreateDirectory(request.Out);
        ResultFile.Write(results, policy, run, request);
        RejectsFile.Write(rejects, reading.Rejected, request.Language);
        this.report.Outcome(reading, run, results, rejects);
        bool tooMany = reading.HasTooManyRejects(request.MaxRejects);
        if (tooMany)
        {
            this.report.TooManyRejects(reading, request.MaxRejects);
        }

        return tooMany ? ExitCode.TooManyRejects : ExitCode.Fine;
    }

    private TieringPolicy Compile()
    {
        if (!TieringPresets.Catalogue.Names.Contains(request.Preset, StringComparer.Ordinal))
        {
            string names = string.Join(", ", TieringPresets.Catalogue.Names);
            throw new CannotRunException(request.Language.Pick($"There is no preset \"{request.Preset}\". Presets: {names}.", $"没有预设“{request.Preset}”。可用预设:{names}。"));
        }

        var options = new TieringOptions { Preset = request.Preset, Zone = request.Zone };
        Compilation<TieringPolicy> compiled = TieringPolicy.Compile(options, TieringPresets.Catalogue);
        return compiled.Succeeded ? compiled.Policy : throw new CannotRunException(string.Join(Environment.NewLine, compiled.Errors));
    }

    /// <summary>A date means the end of that day: what was ordered on it counts. Without any, the file's last order date.</summary>
    private Instant? AsOf(LocalDate? last, TieringPolicy policy)
    {
        if (request.AsOf is not { } text)
        {
            return last is { } day ? LocalDays.EndOf(day, policy.Zone) : null;
        }

        BusinessTime stated = new OrderFileDates(policy.Zone, null).Read(text) ?? throw new CannotRunException(request.Language.Pick(
            $"--as-of \"{text}\" is not a date from {OrderFileDates.FirstYear} to {OrderFileDates.LastYear}; write it as 2026-06-30.",
            $"--as-of “{text}”不是 {OrderFileDates.FirstYear}–{OrderFileDates.LastYear} 年的日期;请写成 2026-06-30。"));
        return stated.HasTime ? stated.ToInstant(policy.Zone) : LocalDays.EndOf(stated.ToDate(policy.Zone), policy.Zone);
    }

    private TieringRun? Evaluate(TieringPolicy policy, OrderReading reading, Instant asOf)
    {
        this.report.AsOf(asOf, policy.Zone, stated: request.AsOf is not null);
        if (reading.Documents.Count == 0)
        {
            return null;
        }

        var facts = new FactSetDraft { BaseCurrency = request.BaseCurrency };
        facts.Documents.AddRange(reading.Documents);
        return new TieringModel(policy).Evaluate(new FactSet(facts), asOf).Value;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Retention.Core;

namespace Retention.DependencyInjection;

/// <summary>Makes policy books from options, and says all that is wrong with them when the host starts.</summary>
internal sealed class ProgrammePolicies<TOptions, TPolicy> : IValidateOptions<ProgrammeOptions<TOptions>>
    where TOptions : class, new()
    where TPolicy : class, IPolicy
{
    private readonly string domain;
    private readonly Func<TOptions, Compilation<TPolicy>> compile;

    internal ProgrammePolicies(string domain, Func<TOptions, Compilation<TPolicy>> compile)
    {
        this.domain = domain;
        this.compile = compile;
    }

    public ValidateOptionsResult Validate(string? name, ProgrammeOptions<TOptions> options)
    {
        this.Make(name ?? string.Empty, options, out List<string> problems);
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }

    /// <summary>The book of a programme; null if anything is wrong.</summary>
    internal PolicyBook<TPolicy>? Make(string programme, ProgrammeOptions<TOptions> options, out List<string> problems)
    {
        problems = new List<string>();
        string path = programme.Length == 0 ? this.domain : this.domain + ":" + programme;
        var entries = new List<PolicyBookEntry<TPolicy>>();
        if (options.Versions.Count == 0)
        {
            problems.Add(path + ": no policy was given; add a version, for example Versions:initial with a preset.");
        }

        foreach (KeyValuePair<string, ProgrammeVersionOptions<TOptions>> version in options.Versions.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            string at = path + ":" + version.Key;
            Instant? from = ReadFrom(version.Value.EffectiveFrom, at, problems);
            Compilation<TPolicy> compilation = this.compile(version.Value.Policy);
            problems.AddRange(compilation.Errors.Select(e => at + ":" + e));
            if (from is { } instant && compilation.Succeeded)
            {
                Add(entries, new PolicyBookEntry<TPolicy>(instant, compilation.Policy), at, problems);
            }
        }

        return problems.Count == 0 ? new PolicyBook<TPolicy>(entries) : null;
    }

    private static Instant? ReadFrom(string? text, string path, List<string> problems)
    {
        if (text is null)
        {
            return Instant.MinValue;
        }

        ParseResult<OffsetDateTime> parsed = OffsetDateTimePattern.ExtendedIso.Parse(text);
        if (!parsed.Success)
        {
            problems.Add(path + ":EffectiveFrom: " + text + " isn't an instant; write it like 2027-01-01T00:00:00+08:00 or 2026-12-31T16:00:00Z.");
            return null;
        }

        return parsed.Value.ToInstant();
    }

    private static void Add(List<PolicyBookEntry<TPolicy>> entries, PolicyBookEntry<TPolicy> entry, string path, List<string> problems)
    {
        if (entries.Exists(e => e.EffectiveFrom == entry.EffectiveFrom))
        {
            problems.Add(path + ":EffectiveFrom: another version is in force from the same instant; give each its own.");
        }

        if (entries.Exists(e => e.Policy.Version.Equals(entry.Policy.Version)))
        {
            problems.Add(path + ": another version has the same label and the same options; list each version once.");
        }

        entries.Add(entry);
    }
}

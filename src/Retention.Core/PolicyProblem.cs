using System;

namespace Retention.Core;

/// <summary>How bad a problem is.</summary>
public enum ProblemSeverity
{
    /// <summary>The options don't make a policy.</summary>
    Error = 0,

    /// <summary>The policy works but says something its author probably doesn't mean.</summary>
    Warning = 1,
}

/// <summary>Something wrong or doubtful in options, found while compiling them.</summary>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class PolicyProblem
{
    /// <summary>Makes a problem.</summary>
    /// <param name="severity">How bad it is.</param>
    /// <param name="path">Where: keys joined by colons as in a configuration, such as <c>tiers:C:atLeast</c>.</param>
    /// <param name="code">The stable code, such as <c>bands-overlap</c>.</param>
    /// <param name="message">What is wrong, and what to write instead.</param>
    public PolicyProblem(ProblemSeverity severity, string path, string code, string message)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(message);
        this.Severity = severity;
        this.Path = path;
        this.Code = code;
        this.Message = message;
    }

    /// <summary>Gets how bad it is.</summary>
    public ProblemSeverity Severity { get; }

    /// <summary>Gets the path of the option.</summary>
    public string Path { get; }

    /// <summary>Gets the stable code.</summary>
    public string Code { get; }

    /// <summary>Gets what is wrong, and what to write instead.</summary>
    public string Message { get; }

    /// <summary>Gives path and message: <c>tiers:C:atLeast: 50 overlaps tier "D" (at most 50); use moreThan: 50.</c></summary>
    /// <returns>The text.</returns>
    public override string ToString() => this.Path.Length == 0 ? this.Message : this.Path + ": " + this.Message;
}

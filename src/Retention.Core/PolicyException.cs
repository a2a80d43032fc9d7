using System;
using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>Options that don't make a policy were asked for their policy. Lists every problem at once.</summary>
public sealed class PolicyException : InvalidOperationException
{
    /// <summary>Makes the exception.</summary>
    /// <param name="problems">Every problem found; copied.</param>
    public PolicyException(IReadOnlyList<PolicyProblem> problems)
        : base(Describe(problems))
    {
        this.Problems = Sequence.Copy(problems);
    }

    /// <summary>Gets every problem found, errors and warnings, in the order of the options.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; }

    private static string Describe(IReadOnlyList<PolicyProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        return "The options don't make a policy:\n" + string.Join("\n", problems.Where(p => p.Severity == ProblemSeverity.Error).Select(p => "  " + p));
    }
}

using System.Collections.Generic;
using System.Linq;

namespace Retention.Core;

/// <summary>What compiling options gave: a policy, or the problems why there is none; warnings either way.</summary>
/// <typeparam name="TPolicy">The policy.</typeparam>
/// <remarks>Immutable and thread-safe.</remarks>
public sealed class Compilation<TPolicy>
    where TPolicy : class, IPolicy
{
    private readonly TPolicy? policy;

    internal Compilation(TPolicy? policy, IEnumerable<PolicyProblem> problems)
    {
        this.policy = policy;
        this.Problems = Sequence.Copy(problems);
    }

    /// <summary>Gets a value indicating whether there is a policy: no problem is an error.</summary>
    public bool Succeeded => this.policy is not null;

    /// <summary>Gets every problem, errors and warnings, in the order in which the options were read.</summary>
    public IReadOnlyList<PolicyProblem> Problems { get; }

    /// <summary>Gets the errors.</summary>
    public IEnumerable<PolicyProblem> Errors => this.Problems.Where(p => p.Severity == ProblemSeverity.Error);

    /// <summary>Gets the warnings of the linter.</summary>
    public IEnumerable<PolicyProblem> Warnings => this.Problems.Where(p => p.Severity == ProblemSeverity.Warning);

    /// <summary>Gets the policy.</summary>
    /// <exception cref="PolicyException">There is none; the exception lists every problem.</exception>
    public TPolicy Policy => this.policy ?? throw new PolicyException(this.Problems);
}

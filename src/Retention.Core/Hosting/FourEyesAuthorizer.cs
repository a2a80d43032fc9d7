using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Hosting;

/// <summary>Asks for a second pair of eyes: certain actions need somebody who approved them and isn't who does them.</summary>
/// <remarks>That the approver may approve is the word of the authorizer behind it. Immutable and thread-safe.</remarks>
public sealed class FourEyesAuthorizer : IAuthorizer
{
    private readonly IAuthorizer? inner;
    private readonly GuardedAction[] actions;

    /// <summary>Makes an authorizer.</summary>
    /// <param name="inner">Who is asked after the four eyes; null: nobody, everything else is permitted.</param>
    /// <param name="actions">The actions that need four eyes; copied. Usually activations and overrides: an approval is the second pair itself.</param>
    public FourEyesAuthorizer(IAuthorizer? inner, IEnumerable<GuardedAction> actions)
    {
        ArgumentNullException.ThrowIfNull(actions);
        this.inner = inner;
        this.actions = actions.ToArray();
    }

    /// <inheritdoc/>
    public Task<Refusal?> AuthorizeAsync(AuthorizationRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (Array.IndexOf(this.actions, request.Action) >= 0)
        {
            if (request.Actor is null)
            {
                return Task.FromResult<Refusal?>(new Refusal(RefusalCodes.TextMissing, new RefusalArgument("what", "actor")));
            }

            if (string.IsNullOrWhiteSpace(request.ApprovedBy) || string.Equals(request.ApprovedBy, request.Actor, StringComparison.Ordinal))
            {
                return Task.FromResult<Refusal?>(new Refusal(RefusalCodes.NeedsApproval, new RefusalArgument("action", request.Name), new RefusalArgument("submit", "approvedBy")));
            }
        }

        return this.inner is null ? Task.FromResult<Refusal?>(null) : this.inner.AuthorizeAsync(request, cancellationToken);
    }
}

using System.Threading;
using System.Threading.Tasks;

namespace Retention.Core.Hosting;

/// <summary>The host's word on who may change policies, override what rules decided, and approve.</summary>
/// <remarks>
/// The runner asks before it stores; other commands aren't asked about: the host decides who may send them at all. Implementations are
/// thread-safe and take no part in the decision.
/// </remarks>
public interface IAuthorizer
{
    /// <summary>Permits or refuses.</summary>
    /// <param name="request">Who wants to do what.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Null permits; a refusal such as <see cref="RefusalCodes.NotPermitted"/> or <see cref="RefusalCodes.NeedsApproval"/> is the answer to the command.</returns>
    Task<Refusal?> AuthorizeAsync(AuthorizationRequest request, CancellationToken cancellationToken);
}

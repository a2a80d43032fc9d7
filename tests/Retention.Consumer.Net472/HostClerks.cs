using System.Threading;
using System.Threading.Tasks;
using Retention.Core;
using Retention.Core.Hosting;

namespace Retention.Consumer.Net472
{
    /// <summary>The word of this host on who may override: an intern may not.</summary>
    internal sealed class HostClerks : IAuthorizer
    {
        public Task<Refusal> AuthorizeAsync(AuthorizationRequest request, CancellationToken cancellationToken)
        {
            bool isPermitted = request.Action != GuardedAction.Override || request.Actor != "intern";
            return Task.FromResult(isPermitted ? null : new Refusal(RefusalCodes.NotPermitted, new RefusalArgument("action", request.Name)));
        }
    }
}

using System;
using System.Collections.Generic;
using System.Threading;
using System.Threading.Tasks;
using NodaTime;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.EntityFrameworkCore;
using Retention.ErpHost.Tables;
using Retention.Relational;

namespace Retention.ErpHost.Desks;

/// <summary>Stores a document and what follows from it in one commit: all of it, or nothing.</summary>
public sealed class OneCommit(DecisionRunner runner, RelationalEventStore store, ErpContext context)
{
    private const int MaxAttempts = 20;

    /// <summary>Decides on every stream of a request, then saves the application's rows with the decisions.</summary>
    /// <param name="request">The streams, and the key under which a retry is recognised.</param>
    /// <param name="decide">Decides on each stream for the decision time.</param>
    /// <param name="change">Changes the application's rows; not called for a retry or a refusal.</param>
    /// <param name="events">What happened, once it is decided.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Answer> SaveAsync(JointRequest request, Action<Instant> decide, Action change, Func<IEnumerable<Message>> events, CancellationToken cancellationToken)
    {
        for (int attempt = 1; ; attempt++)
        {
            JointResult result = await runner.PrepareAsync(request, decide, cancellationToken);
            if (result.Status != CommandStatus.Accepted)
            {
                return Answer.Of(result, events()); // refused, or it came before: there is nothing to save
            }

            if (attempt == 1)
            {
                change();
            }

            AppendResult saved = await context.SaveChangesAsync(store, result.Appends, cancellationToken);
            if (saved.Status == AppendStatus.Appended)
            {
                return Answer.Of(result, events());
            }

            if (attempt == MaxAttempts)
            {
                return new Answer(CommandStatus.Conflict, null, []);
            }
        }
    }
}

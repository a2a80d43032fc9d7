using System.Collections.Generic;
using System.Linq;
using Retention.Core;
using Retention.Core.Loyalty;

namespace Retention.Testing.Laws;

/// <summary>One account under way.</summary>
internal sealed class LoyaltyRun : StreamRun<PointsAccountState, PointsCommand, PointsEvent>
{
    internal LoyaltyRun(IProcess<PointsAccountState, PointsCommand, PointsEvent> process)
        : this(process, process.Initial)
    {
    }

    internal LoyaltyRun(IProcess<PointsAccountState, PointsCommand, PointsEvent> process, PointsAccountState state)
        : base(process, state)
    {
    }

    internal LoyaltyRun DoAll(IEnumerable<PointsCommand> commands)
    {
        this.Handle(commands);
        return this;
    }

    /// <summary>All accepted, or null.</summary>
    internal LoyaltyRun? TryAll(IEnumerable<PointsCommand> commands) => commands.All(c => this.Do(c).IsAccepted) ? this : null;

    /// <summary>The same account from here on, apart.</summary>
    internal LoyaltyRun Fork() => new LoyaltyRun(this.Process, this.State);
}

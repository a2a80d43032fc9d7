using System;
using System.Collections.Generic;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Tiering;
using Retention.Relational.Sql;

namespace Retention.Relational.Tables;

/// <summary>Tier assignments: the customer's tier.</summary>
internal sealed class TieringProjection : ReportProjection
{
    internal override IReadOnlyList<ReportTable> Tables { get; } = [ReportTables.CustomerTiers];

    internal override Type StateType => typeof(TierAssignmentState);

    internal override IReadOnlyList<object?[]> Rows(ReportTable table, StreamKind kind, IStreamState state)
    {
        var tier = (TierAssignmentState)state;
        if (tier.Tier is not { } inForce)
        {
            return [];
        }

        return
        [
            [
                inForce, InstantText.Of(tier.Since), tier.AssignedTier, InstantText.Of(tier.AssignedSince), tier.Override is not null, InstantText.Of(tier.Override?.Until),
                tier.Pending?.Tier, InstantText.Of(tier.Pending?.At), null,
            ],
        ];
    }
}

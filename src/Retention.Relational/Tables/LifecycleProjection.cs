using System;
using System.Collections.Generic;
using Retention.Core;
using Retention.Core.Hosting;
using Retention.Core.Lifecycle;
using Retention.Relational.Sql;

namespace Retention.Relational.Tables;

/// <summary>Customers' lives: the stage.</summary>
internal sealed class LifecycleProjection : ReportProjection
{
    internal override IReadOnlyList<ReportTable> Tables { get; } = [ReportTables.CustomerStages];

    internal override Type StateType => typeof(LifecycleState);

    internal override IReadOnlyList<object?[]> Rows(ReportTable table, StreamKind kind, IStreamState state)
    {
        var life = (LifecycleState)state;
        if (life.Stage is not { } stage)
        {
            return [];
        }

        return
        [
            [
                stage, InstantText.Of(life.Since), life.IsAtRisk, life.BaseStage, InstantText.Of(life.BaseSince), life.Overlay, InstantText.Of(life.OverlaySince),
                life.Manual is not null, InstantText.Of(life.Manual?.Until), life.Furthest?.Stage,
            ],
        ];
    }
}

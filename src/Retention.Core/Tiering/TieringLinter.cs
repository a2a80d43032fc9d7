namespace Retention.Core.Tiering;

internal sealed class TieringLinter
{
    internal TieringLinter(TieringParts parts, TieringOptions options, ProblemList problems) { _ = parts; _ = options; _ = problems; }
    internal void Lint() => System.GC.KeepAlive(this);
}

namespace Retention.Core.Loyalty;

/// <summary>Milestones that the library itself knows.</summary>
internal static class Milestones
{
    /// <summary>A credit sale was paid.</summary>
    internal const string Paid = "paid";
}

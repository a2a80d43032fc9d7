namespace Retention.Core;

/// <summary>A compiled policy: immutable, thread-safe, with the version of the options it was compiled from.</summary>
public interface IPolicy
{
    /// <summary>Gets the version: label and fingerprint.</summary>
    PolicyVersion Version { get; }
}

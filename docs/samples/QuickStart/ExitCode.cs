namespace Retention.QuickStart;

/// <summary>What the process tells a script.</summary>
internal static class ExitCode
{
    /// <summary>The file was read and reported, also when there was nothing in it to tier.</summary>
    internal const int Fine = 0;

    /// <summary>There was nothing to run: no such file, no such preset, an option that can't be read, a folder that can't be written.</summary>
    internal const int CannotRun = 1;

    /// <summary>The file was read and reported, but more rows were rejected than <c>--max-rejects</c> allows.</summary>
    internal const int TooManyRejects = 2;
}

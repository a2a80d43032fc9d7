using System;

namespace Retention.Core.Hosting;

/// <summary>What a command says, as a hash: whether the same idempotency key came with the same request.</summary>
/// <remarks>
/// <para>
/// A client that sends a request again, after a time-out say, gets the same fingerprint: the decision time is left out. Fields that may
/// be personal are left out too (reasons, the value of an attribute, the birthday), so that no hash tells what was erased and erasing the
/// command's personal text leaves its fingerprint as it is. Two commands that differ in anything else have different fingerprints; equal
/// commands have equal ones, as 1.0 and 1.00 are equal amounts.
/// </para>
/// <para>
/// Fingerprints are kept as long as their streams, so they never change with the library's version, its target or the culture; nor when
/// a later version gives a command another field that is null in what was sent before. Thread-safe.
/// </para>
/// </remarks>
public static class CommandFingerprint
{
    /// <summary>The fingerprint of a command.</summary>
    /// <param name="command">The command.</param>
    /// <returns>A SHA-256: 64 hexadecimal digits in lower case.</returns>
    /// <exception cref="ArgumentException">The message is an event: nobody sends events again.</exception>
    public static string Of(Message command)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command is not ICommand)
        {
            throw new ArgumentException(command.TypeName + " is no command; only what is sent has a fingerprint. Give the command.", nameof(command));
        }

        using var form = new CanonicalForm();
        form.Write(command);
        return form.ToFingerprint();
    }
}

#if NETSTANDARD2_0
using System;
using System.Runtime.CompilerServices;

namespace Retention.Core.Polyfills;

/// <summary>Gives netstandard2.0 the guard that later frameworks have, so that call sites read the same on both.</summary>
internal static class ArgumentNullExceptionPolyfill
{
    extension(ArgumentNullException)
    {
        /// <summary>Throws if <paramref name="argument"/> is null.</summary>
        public static void ThrowIfNull([System.Diagnostics.CodeAnalysis.NotNull] object? argument, [CallerArgumentExpression(nameof(argument))] string? paramName = null)
        {
            if (argument is null)
            {
                throw new ArgumentNullException(paramName);
            }
        }
    }
}
#endif

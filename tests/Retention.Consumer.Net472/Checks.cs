using System;

namespace Retention.Consumer.Net472
{
    /// <summary>Counts what is right and what is wrong.</summary>
    internal sealed class Checks
    {
        internal int Count { get; private set; }

        internal int Wrong { get; private set; }

        internal void Equal(string what, object expected, object actual)
        {
            this.Count++;
            if (Equals(expected, actual))
            {
                Console.WriteLine("right: " + what + " is " + actual);
                return;
            }

            this.Wrong++;
            Console.WriteLine("wrong: " + what + " is " + actual + ", expected " + expected);
        }
    }
}

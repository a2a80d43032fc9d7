namespace Retention.QuickStart;

/// <summary>
/// A linear congruential generator (Knuth's MMIX constants, the upper 31 bits used). System.Random promises no sequence across versions;
/// this one is the same everywhere, so the sample file can be made anew and compared byte by byte.
/// </summary>
internal struct SampleDice
{
    private ulong state;

    internal SampleDice(int topic, int number)
    {
        // Neighbouring seeds give similar first throws, hence the mixing (SplitMix64's finaliser) and one throw into the void.
        unchecked
        {
            ulong seed = ((ulong)topic << 32) + (uint)number + 0x9E3779B97F4A7C15;
            seed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            seed = (seed ^ (seed >> 27)) * 0x94D049BB133111EB;
            this.state = seed ^ (seed >> 31);
        }

        this.Below(1);
    }

    /// <summary>A number from 0 to one less than the bound.</summary>
    internal int Below(int bound)
    {
        unchecked
        {
            this.state = (this.state * 6364136223846793005) + 1442695040888963407;
            return (int)(((this.state >> 33) * (ulong)bound) >> 31);
        }
    }

    /// <summary>A number from the first to the last, both possible.</summary>
    internal int Between(int first, int last) => first + this.Below(last - first + 1);

    /// <summary>True in so many of a thousand throws.</summary>
    internal bool Happens(int perThousand) => this.Below(1000) < perThousand;
}

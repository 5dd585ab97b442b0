using System.Runtime.InteropServices;

namespace OrleansSms.Storage.Sqlite.Indexes;

/// <summary>
/// Says of most hashes that a run does not have them, from memory: a Bloom filter whose bits for one hash lie in one block of 32 octets. It is wrong about one in
/// two hundred that are not there, and never about one that is.
/// </summary>
internal sealed class RunFilter
{
    private const int BitsPerEntry = 12;
    private const int BlockWords = 8;
    private const int BlockBits = BlockWords * 32;
    private const int WordShift = 32 - 5;

    /// <summary>Odd numbers, one for each word of a block: each takes other bits of the hash.</summary>
    private static readonly uint[] Factors =
        [0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0xFD7046C5, 0xB55A4F09];

    private readonly uint[] _words;

    /// <param name="entries">How many it will hold.</param>
    public RunFilter(int entries) => _words = new uint[BytesFor(entries) / sizeof(uint)];

    /// <summary>As it was written, to be read back.</summary>
    public Span<byte> Octets => MemoryMarshal.AsBytes(_words.AsSpan());

    public static int BytesFor(int entries) => checked((int)((((long)entries * BitsPerEntry) + BlockBits) / BlockBits) * BlockBits / 8);

    public void Add(ulong hash)
    {
        var block = BlockOf(hash);
        for (var i = 0; i < BlockWords; i++)
        {
            block[i] |= BitOf(hash, i);
        }
    }

    public bool MayHold(ulong hash)
    {
        var block = BlockOf(hash);
        for (var i = 0; i < BlockWords; i++)
        {
            if ((block[i] & BitOf(hash, i)) == 0)
            {
                return false;
            }
        }

        return true;
    }

    private static uint BitOf(ulong hash, int word) => 1u << (int)(((uint)hash * Factors[word]) >> WordShift);

    private Span<uint> BlockOf(ulong hash) => _words.AsSpan((int)Math.BigMul(hash, (ulong)(_words.Length / BlockWords), out _) * BlockWords, BlockWords);
}

using OrleansSms.Storage.Sqlite.Indexes;

namespace OrleansSms.Storage.Sqlite.Tests.Indexes;

/// <summary>Parts become one sorted row, however many there are and whatever order they are in.</summary>
public sealed class SortedPartsTests
{
    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 900, 30)]
    [InlineData(2, 1, 0)]
    [InlineData(3, 112, 5)]
    [InlineData(8, 112, 0)]
    [InlineData(9, 40, 40)]
    [InlineData(2, 900, 20_000)]
    public void Every_entry_is_there_in_its_place(int parts, int most, int swaps)
    {
        var random = new Random((parts * 1_000) + most);
        var sorted = new SortedParts();
        for (var round = 0; round < 20; round++)
        {
            var all = new List<IndexEntry>();
            sorted.Clear();
            for (var part = 0; part < parts; part++)
            {
                // Few hashes, so that many are there twice.
                var entries = Enumerable.Range(0, random.Next(most + 1)).Select(_ => new IndexEntry((ulong)random.Next(1, 200), random.Next(50))).Order().ToArray();
                for (var swap = 0; swap < swaps && entries.Length > 1; swap++)
                {
                    // Neighbours while there are few, any two where there are so many that nothing is in its place.
                    var place = random.Next(entries.Length - 1);
                    var other = swaps > entries.Length ? random.Next(entries.Length) : place + 1;
                    (entries[place], entries[other]) = (entries[other], entries[place]);
                }

                all.AddRange(entries);
                sorted.Next().AddRange(entries);
            }

            Assert.Equal(all.Order(), sorted.Join().ToArray());
        }
    }
}

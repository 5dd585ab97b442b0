using System.Globalization;

namespace OrleansSms.Benchmarks.Audience;

/// <summary>A file of contacts as a shop exports it: ten columns, numbers in no order, the same for the same number of rows.</summary>
internal static class ContactFile
{
    private static readonly string[] Countries = ["US", "US", "US", "DE", "GB", "FR"];
    private static readonly string[] Cities = ["Hamburg", "New York", "Leeds", "Lyon", "Hamilton", "Málaga"];
    private static readonly string[] Languages = ["en", "de", "fr", "es"];
    private static readonly string[] Names = ["Ann", "Joanna", "Zoë", "Peter", "Mohammed", "Jürgen"];

    public static void Write(Stream stream, int rows)
    {
        using var writer = new StreamWriter(stream);
        writer.WriteLine("number,name,city,country,language,plan,orders,last_order,tags,zip");
        for (var i = 0; i < rows; i++)
        {
            writer.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"+{NumberOf(i)},{Names[i % 6]} {i % 9_973},{Cities[i * 7 % 6]},{Countries[i * 5 % 6]},{Languages[i % 4]},{(i % 10 == 0 ? "gold" : "free")},{i % 13},{2024 + (i % 4)}-{1 + (i % 12):00}-{1 + (i % 28):00},{(i % 5 == 0 ? "vip" : "")},0{i % 90_000 + 1_000}"));
        }
    }

    /// <summary>The number in a row, from 0: a walk over a range in no order, as the step is prime to it.</summary>
    public static long NumberOf(int row) => 12_000_000_000L + (row * 618_033L % 10_000_000L);
}

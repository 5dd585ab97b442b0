using System.Text;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>The rejected rows of an import: gives them, and leaves a person out of them: the rows whose cell is its number, in whatever way it is written.</summary>
internal static class RejectedRows
{
    /// <summary>Octets of one part: small beside a call, and few of them a file.</summary>
    private const int PartBytes = 256 * 1024;

    /// <summary>Fewer digits than these are part of many numbers.</summary>
    private const int MinDigits = 7;

    /// <summary>The run that the rows are written to before they take the place of the others: an import that has ended has none.</summary>
    private const int Scratch = 0;

    /// <summary>A part of the file; empty behind the end, null when there is no such file.</summary>
    public static async Task<byte[]?> ReadPartAsync(IImportFiles files, string import, long offset)
    {
        await using var stream = await Task.Run(() => files.Open(import, ImportFile.Rejects));
        if (stream is null)
        {
            return null;
        }

        stream.Position = Math.Min(offset, stream.Length);
        var part = new byte[Math.Min(PartBytes, stream.Length - stream.Position)];
        await stream.ReadExactlyAsync(part);
        return part;
    }

    public static async Task ForgetAsync(IImportFiles files, string import, Msisdn number)
    {
        if (await Task.Run(() => Copy(files, import, number)))
        {
            await files.ReplaceAsync(import, ImportFile.Rejects, Scratch);
        }

        await files.DeleteWorkAsync(import);
    }

    /// <summary>Whether a cell is a number, with or without its country, or holds it among other things.</summary>
    public static bool Mentions(ReadOnlySpan<char> cell, Msisdn number)
    {
        var digits = new string([.. cell.ToString().Where(char.IsAsciiDigit)]).TrimStart('0');
        var whole = number.ToDigits();
        return digits.Length >= MinDigits && (whole.EndsWith(digits, StringComparison.Ordinal) || digits.Contains(whole, StringComparison.Ordinal));
    }

    /// <summary>Copies the rows but for those; false when there are none, and nothing is to be done.</summary>
    private static bool Copy(IImportFiles files, string import, Msisdn number)
    {
        using var from = files.Open(import, ImportFile.Rejects);
        if (from is null)
        {
            return false;
        }

        using var reader = new StreamReader(from);
        using var to = files.Create(import, ImportFile.Run, Scratch);
        var left = false;
        using (var writer = new StreamWriter(to, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" })
        {
            while (ReadRow(reader) is { } row)
            {
                if (Mentions(ValueOf(row), number))
                {
                    left = true;
                }
                else
                {
                    writer.WriteLine(row);
                }
            }
        }

        files.Flush(to);
        return left;
    }

    /// <summary>The last of row, column, reason and value.</summary>
    private static ReadOnlySpan<char> ValueOf(string row)
    {
        var (commas, isQuoted) = (0, false);
        for (var i = 0; i < row.Length; i++)
        {
            isQuoted ^= row[i] == '"';
            if (row[i] == ',' && !isQuoted && ++commas == 3)
            {
                return row.AsSpan(i + 1);
            }
        }

        return default;
    }

    /// <summary>A row, of several lines where its value has some: its quotes are even.</summary>
    private static string? ReadRow(StreamReader reader)
    {
        var row = reader.ReadLine();
        while (row is not null && row.Count(static c => c == '"') % 2 != 0 && reader.ReadLine() is { } more)
        {
            row = $"{row}\r\n{more}";
        }

        return row;
    }
}

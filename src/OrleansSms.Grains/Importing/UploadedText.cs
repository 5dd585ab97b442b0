using System.Globalization;
using System.IO.Compression;
using System.Text;
using OrleansSms.Domain.Importing;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>An uploaded file as text: unpacked where it is packed, in the encoding that it is in.</summary>
internal sealed class UploadedText(IImportFiles files, string import)
{
    private const int ChunkBytes = 128 * 1024;
    private const int Windows1252 = 1252;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Stream _raw = Stream.Null;

    /// <summary>Share of the file that has been read, 0 to 1.</summary>
    public double Progress => _raw.Length == 0 ? 0 : (double)_raw.Position / _raw.Length;

    public StreamReader Open(CancellationToken cancellationToken)
    {
        try
        {
            var encoding = Detect(cancellationToken);
            return new StreamReader(OpenUnpacked(), encoding, detectEncodingFromByteOrderMarks: true, ChunkBytes);
        }
        catch (InvalidDataException)
        {
            throw new ImportRefusedException("The file is packed, but not as gzip packs: send CSV, or CSV packed by gzip.");
        }
    }

    /// <summary>UTF-8 where all of it is, else what spreadsheets of the West write. A mark at the begin decides before that.</summary>
    private Encoding Detect(CancellationToken cancellationToken)
    {
        using var stream = OpenUnpacked();
        var decoder = Strict.GetDecoder();
        var chunk = new byte[ChunkBytes];
        var chars = new char[ChunkBytes];
        var total = 0L;
        try
        {
            int read;
            while ((read = stream.Read(chunk)) > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (total == 0 && HasMark(chunk.AsSpan(0, read)))
                {
                    return Strict;
                }

                decoder.GetChars(chunk.AsSpan(0, read), chars, flush: false);
                if ((total += read) > ImportLimits.MaxChars)
                {
                    throw new ImportRefusedException(string.Create(CultureInfo.InvariantCulture, $"The file has more than {ImportLimits.MaxChars} octets when unpacked; send it in parts."));
                }
            }

            decoder.GetChars([], chars, flush: true);
            return Strict;
        }
        catch (DecoderFallbackException)
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!;
        }
    }

    private Stream OpenUnpacked()
    {
        _raw.Dispose();
        _raw = files.Open(import, ImportFile.Upload) ?? throw new ImportRefusedException("The file is not there any more; send it again.");
        Span<byte> magic = stackalloc byte[2];
        var read = _raw.ReadAtLeast(magic, magic.Length, throwOnEndOfStream: false);
        _raw.Position = 0;
        return read == magic.Length && magic.SequenceEqual((ReadOnlySpan<byte>)[0x1f, 0x8b]) ? new GZipStream(_raw, CompressionMode.Decompress) : _raw;
    }

    private static bool HasMark(ReadOnlySpan<byte> start) =>
        start.StartsWith((ReadOnlySpan<byte>)[0xff, 0xfe]) || start.StartsWith((ReadOnlySpan<byte>)[0xfe, 0xff]);
}

using System.Globalization;
using System.Text;
using OrleansSms.Domain.Importing;
using OrleansSms.Storage.Importing;

namespace OrleansSms.Grains.Importing;

/// <summary>The rejected rows as CSV: row, column, reason, value.</summary>
internal sealed class RejectFile : IDisposable
{
    private readonly IImportFiles _files;
    private readonly IReadOnlyList<string> _headers;
    private readonly Stream _stream;
    private readonly StreamWriter _writer;

    public RejectFile(IImportFiles files, string import, IReadOnlyList<string> headers)
    {
        (_files, _headers) = (files, headers);
        _stream = files.Create(import, ImportFile.Rejects);
        _writer = new StreamWriter(_stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true) { NewLine = "\r\n" };
        _writer.WriteLine("row,column,reason,value");
    }

    public long Count { get; private set; }

    public void Add(int row, in RowReject reject, string value)
    {
        if (Count++ < ImportLimits.MaxListedRejects)
        {
            var column = reject.Column < 0 ? "" : _headers[reject.Column];
            _writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{row},{Quote(column)},{Quote(reject.Reason)},{Quote(value)}"));
        }
    }

    /// <summary>Makes it durable.</summary>
    public void Close()
    {
        _writer.Flush();
        _files.Flush(_stream);
    }

    public void Dispose()
    {
        _writer.Dispose();
        _stream.Dispose();
    }

    /// <summary>What a spreadsheet would run as a formula gets an apostrophe in front.</summary>
    private static string Quote(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

using OrleansSms.Domain.Recipients;
using OrleansSms.Storage.Sqlite.Engine;

namespace OrleansSms.Storage.Sqlite.Recipients;

/// <summary>A recipient's opt-outs as octets.</summary>
internal static class RecipientCodec
{
    public static ReadOnlySpan<byte> Write(IReadOnlyList<OptOut> optOuts)
    {
        var blob = new BlobWriter();
        foreach (var optOut in optOuts)
        {
            blob.Text(optOut.Account);
            blob.Int64(optOut.At);
            blob.Text(optOut.Message);
            blob.Text(optOut.Keyword);
        }

        return blob.Written;
    }

    public static List<OptOut> Read(ReadOnlySpan<byte> octets)
    {
        var blob = new BlobReader(octets);
        var optOuts = new List<OptOut>();
        while (!blob.AtEnd)
        {
            optOuts.Add(new OptOut(blob.Text(), blob.Int64(), blob.Text(), blob.Text()));
        }

        return optOuts;
    }
}

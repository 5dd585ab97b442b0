using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansSms.Storage.Recipients;

namespace OrleansSms.Storage.Sqlite.Erasures;

/// <summary>Orders to erase persons, in a file beside the database: a line each.</summary>
internal sealed class ErasureFile(string dataDirectory) : IErasureLog, IDisposable
{
    /// <summary>Name of the file within the data directory. Whoever puts an older database in the place of this one leaves it where it is.</summary>
    public const string FileName = "erasures.jsonl";

    private readonly string _path = Path.Combine(dataDirectory, FileName);
    private readonly SemaphoreSlim _turn = new(1);

    /// <inheritdoc/>
    public async Task AppendAsync(ErasureOrder order, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            using var file = new FileStream(_path, FileMode.Append, FileAccess.Write, FileShare.Read);

            // Behind a line that a crash has cut off.
            file.Write("\n"u8);
            JsonSerializer.Serialize(file, order, ErasureJson.Default.ErasureOrder);
            file.Write("\n"u8);
            file.Flush(flushToDisk: true);
        }
        catch (IOException error)
        {
            throw new StoreUnavailableException("The list of erasures cannot be written.", error);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ErasureOrder>> ReadAsync(CancellationToken cancellationToken = default)
    {
        if (!File.Exists(_path))
        {
            return [];
        }

        var lines = await File.ReadAllLinesAsync(_path, cancellationToken).ConfigureAwait(false);
        return [.. lines.Select(Parse).OfType<ErasureOrder>()];
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>A line that a crash has cut off was never promised to anybody.</summary>
    private static ErasureOrder? Parse(string line)
    {
        try
        {
            return line.Length == 0 ? null : JsonSerializer.Deserialize(line, ErasureJson.Default.ErasureOrder);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErasureOrder))]
internal sealed partial class ErasureJson : JsonSerializerContext;

using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansSms.Storage.Moving;

/// <summary>Asks the ports of two stores the same, and compares what they answer by all that can be read of it.</summary>
internal sealed class PortComparison(StorePorts from, StorePorts to)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        IncludeFields = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutNeighbours } },
    };

    /// <summary>The first of some items that they differ on.</summary>
    public async Task<string?> EachAsync<TItem, TKey, T>(IReadOnlyList<TItem> some, Func<TItem, TKey> keyOf, Func<StorePorts, TKey, Task<T>> ask)
    {
        foreach (var item in some)
        {
            if (await SameAsync($"{keyOf(item)}", ports => ask(ports, keyOf(item))).ConfigureAwait(false) is { } different)
            {
                return different;
            }
        }

        return null;
    }

    /// <summary>Null when both say the same; otherwise what it is about.</summary>
    public async Task<string?> SameAsync<T>(string name, Func<StorePorts, Task<T>> ask)
    {
        var (expected, actual) = (await ask(from).ConfigureAwait(false), await ask(to).ConfigureAwait(false));
        return JsonSerializer.SerializeToUtf8Bytes(expected, Json).AsSpan().SequenceEqual(JsonSerializer.SerializeToUtf8Bytes(actual, Json)) ? null : name;
    }

    /// <summary>A place in a log names the one before it, and that the one before.</summary>
    private static void LeaveOutNeighbours(JsonTypeInfo type)
    {
        foreach (var neighbour in type.Properties.Where(property => property.PropertyType == type.Type && property.Set is null).ToList())
        {
            type.Properties.Remove(neighbour);
        }
    }
}

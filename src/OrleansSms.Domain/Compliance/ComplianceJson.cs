using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansSms.Domain.Compliance.Answers;
using OrleansSms.Domain.Compliance.Hours;
using OrleansSms.Domain.Compliance.Numbers;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance;

/// <summary>
/// The data files as JSON. Members that are not known are an error: a misspelt one would be a rule that is not there. Optional members have setters: generated code sets
/// those that are <c>init</c> to null where the file has none.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(QuietHoursFile))]
[JsonSerializable(typeof(NumberPlanFile))]
[JsonSerializable(typeof(KeywordsFile))]
[JsonSerializable(typeof(AnswersFile))]
[JsonSerializable(typeof(UnreachableFile))]
internal sealed partial class ComplianceJson : JsonSerializerContext;

/// <summary>What stores keep of a recipient. Members that are not known are passed over: another version of the program may have written them.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RecipientState))]
internal sealed partial class RecipientStateContext : JsonSerializerContext;

/// <summary>A recipient's state as the octets that stores keep.</summary>
public static class RecipientStateJson
{
    /// <summary>As UTF-8 JSON.</summary>
    public static byte[] Write(RecipientState state) => JsonSerializer.SerializeToUtf8Bytes(state, RecipientStateContext.Default.RecipientState);

    /// <summary>What was written.</summary>
    public static RecipientState Read(ReadOnlySpan<byte> octets)
    {
        var state = JsonSerializer.Deserialize(octets, RecipientStateContext.Default.RecipientState) ?? RecipientState.Default;

        return state with
        {
            OptOuts = Compact(state.OptOuts),
            Consents = Compact(state.Consents),
            Suppressions = Compact(state.Suppressions),
            PossibleOptOuts = Compact(state.PossibleOptOuts),
        };
    }

    /// <summary>No larger than it must be, as it stays in memory. Generated code sets what is missing to null, whatever the declaration says.</summary>
    private static T[] Compact<T>(IReadOnlyList<T>? entries) => entries is { Count: > 0 } ? entries.ToArray() : [];
}

using System.Text.Json;
using System.Text.Json.Serialization;
using OrleansSms.Domain.Compliance.Hours;
using OrleansSms.Domain.Compliance.Words;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Domain.Compliance;

/// <summary>The data files, and what stores keep of recipients, as JSON. Members of a file that are not known are an error: a misspelt one would be a rule that is not there.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true)]
[JsonSerializable(typeof(QuietHoursFile))]
[JsonSerializable(typeof(NumberPlanFile))]
[JsonSerializable(typeof(KeywordsFile))]
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
    public static RecipientState Read(ReadOnlySpan<byte> octets) =>
        JsonSerializer.Deserialize(octets, RecipientStateContext.Default.RecipientState) ?? RecipientState.Default;
}

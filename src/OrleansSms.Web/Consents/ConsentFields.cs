using System.Net;
using OrleansSms.Domain.Recipients;

namespace OrleansSms.Web.Consents;

/// <summary>Reads a consent.</summary>
internal static class ConsentFields
{
    public const string From = "from";
    public const string Language = "language";

    private const int MaxWordingChars = 4_000;
    private const int MaxVersionChars = 64;
    private const int MaxUserAgentChars = 512;

    public static readonly FieldNames Names = new(
        "number", "purpose", "wording", "wording_version", "source", "given_at", "ip_address", "user_agent", "double_opt_in", From, Language)
    {
        OtherWords = new Dictionary<string, string> { ["to"] = "number", ["ip"] = "ip_address", ["how"] = "source", ["category"] = "purpose", ["program"] = "purpose" },
    };

    public static (Msisdn Number, ConsentRecord Record) Read(FieldReader fields, string id, string account, long now)
    {
        var number = default(Msisdn);
        if (fields.String("number", required: true) is { } text && !PhoneNumberText.TryParse(text, out number))
        {
            fields.Wrong("number", FieldCode.InvalidValue, $"number must be {PhoneNumberText.Expected}");
        }

        var given = fields.Time("given_at") is { } time ? UnixMicros.From(time) : now;
        if (given > now)
        {
            fields.Wrong("given_at", FieldCode.OutOfRange, "given_at must not be in the future");
        }

        return (number, new ConsentRecord
        {
            Id = id,
            Account = account,
            Number = number.ToString(),
            Purpose = ReadPurpose(fields),
            Wording = fields.String("wording", maxChars: MaxWordingChars),
            WordingVersion = fields.String("wording_version", maxChars: MaxVersionChars),
            Source = fields.Choice<ConsentSource>("source") ?? ConsentSource.Api,
            GivenAt = given,
            IpAddress = ReadAddress(fields),
            UserAgent = fields.String("user_agent", maxChars: MaxUserAgentChars),
            DoubleOptIn = fields.Boolean("double_opt_in") ?? false,
            RecordedAt = now,
        });
    }

    private static string ReadPurpose(FieldReader fields)
    {
        var purpose = fields.String("purpose", maxChars: MessageLimits.MaxProgramChars);
        if (purpose is { Length: 0 })
        {
            fields.Wrong("purpose", FieldCode.InvalidValue, "purpose must be a category, as in marketing, or the name of a program");
        }

        return purpose ?? "marketing";
    }

    private static string? ReadAddress(FieldReader fields)
    {
        var address = fields.String("ip_address");
        if (address is not null && !IPAddress.TryParse(address, out _))
        {
            fields.Wrong("ip_address", FieldCode.InvalidValue, "ip_address must be an IPv4 or IPv6 address");
        }

        return address;
    }
}

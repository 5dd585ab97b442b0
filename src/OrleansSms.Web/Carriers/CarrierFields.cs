using OrleansSms.Domain.Carriers;

namespace OrleansSms.Web.Carriers;

/// <summary>Reads a carrier.</summary>
internal static class CarrierFields
{
    private const int MaxHostChars = 255;
    private const int MaxSystemIdChars = 15;
    private const int MaxSystemTypeChars = 12;

    /// <summary>SMPP 3.4 allows 8 characters, but SMSCs that allow more exist.</summary>
    private const int MaxPasswordChars = 64;

    /// <summary>A chain of four certificates with keys of 4,096 bits.</summary>
    private const int MaxPemChars = 16_384;

    private const int MaxWindow = 10_000;
    private const int MaxTps = 1_000_000;

    /// <summary>More rows than SMPP 3.4 and 5.0 define values.</summary>
    private const int MaxOverrides = 256;

    public static readonly FieldNames Names = new(
        "host", "port", "system_id", "password", "system_type", "bind_mode", "binds", "window_size", "tps_limit", "tls", "long_messages", "alphabet",
        "submit_id_base", "receipt_id_base", "status_overrides", "enabled", "inbound_account", "tls_server_name", "tls_ca", "tls_certificate");

    public static CarrierConfig Read(FieldReader fields, CarrierConfig current, bool isNew) => current with
    {
        Host = fields.String("host", isNew, MaxHostChars) ?? current.Host,
        Port = (int?)fields.Integer("port", 1, ushort.MaxValue, isNew) ?? current.Port,
        SystemId = fields.String("system_id", maxChars: MaxSystemIdChars) ?? current.SystemId,
        Password = fields.String("password", maxChars: MaxPasswordChars) ?? current.Password,
        SystemType = fields.String("system_type", maxChars: MaxSystemTypeChars) ?? current.SystemType,
        BindMode = fields.Choice<BindMode>("bind_mode") ?? current.BindMode,
        Binds = (int?)fields.Integer("binds", 1, CarrierConfig.MaxBinds) ?? current.Binds,
        WindowSize = (int?)fields.Integer("window_size", 1, MaxWindow) ?? current.WindowSize,
        TpsLimit = (int?)fields.Integer("tps_limit", 0, MaxTps) ?? current.TpsLimit,
        Tls = fields.Boolean("tls") ?? current.Tls,
        TlsServerName = fields.Has("tls_server_name") ? fields.String("tls_server_name", maxChars: MaxHostChars) : current.TlsServerName,
        TlsCa = ReadPem(fields, "tls_ca", current.TlsCa, CarrierTls.ExpectedCa, static pem => CarrierTls.TryReadCa(pem, out _)),
        TlsCertificate = ReadPem(
            fields, "tls_certificate", current.TlsCertificate, CarrierTls.ExpectedCertificate, static pem => CarrierTls.TryReadCertificate(pem, out _)),
        LongMessages = fields.Choice<LongMessages>("long_messages") ?? current.LongMessages,
        Alphabet = fields.Choice<SmscAlphabet>("alphabet") ?? current.Alphabet,
        SubmitIdBase = fields.Choice<SmscIdBase>("submit_id_base") ?? current.SubmitIdBase,
        ReceiptIdBase = fields.Choice<SmscIdBase>("receipt_id_base") ?? current.ReceiptIdBase,
        StatusOverrides = ReadOverrides(fields) ?? current.StatusOverrides,
        Enabled = fields.Boolean("enabled") ?? current.Enabled,
        InboundAccount = fields.Has("inbound_account") ? fields.String("inbound_account") : current.InboundAccount,
    };

    private static string? ReadPem(FieldReader fields, string name, string? current, string expected, Func<string?, bool> isRight)
    {
        if (!fields.Has(name))
        {
            return current;
        }

        var pem = fields.String(name, maxChars: MaxPemChars);
        if (!isRight(pem))
        {
            fields.Wrong(name, FieldCode.InvalidValue, $"{name} must be {expected}");
        }

        return pem;
    }

    private static Dictionary<uint, SubmitOutcome>? ReadOverrides(FieldReader fields)
    {
        const string name = "status_overrides";
        if (fields.Map(name) is not { } map)
        {
            return null;
        }

        var rows = new Dictionary<uint, SubmitOutcome>();
        foreach (var property in map.EnumerateObject())
        {
            var pointer = $"{fields.PointerTo(name)}/{property.Name}";
            if (!CommandStatusText.TryParse(property.Name, out var status))
            {
                fields.Errors.Add(pointer, FieldCode.InvalidValue, "must be named by " + CommandStatusText.Expected);
            }
            else if (property.Value.ValueKind == JsonValueKind.String && EnumNames<SubmitOutcome>.TryParse(property.Value.GetString()!, out var outcome))
            {
                rows[status] = outcome;
            }
            else
            {
                fields.Errors.Add(pointer, FieldCode.InvalidValue, $"must be one of {string.Join(", ", EnumNames<SubmitOutcome>.Names)}");
            }
        }

        if (rows.Count > MaxOverrides)
        {
            fields.Wrong(name, FieldCode.TooMany, $"{name} may have {MaxOverrides} rows");
        }

        return rows;
    }
}

using System.Reflection;
using OrleansSms.Server.Startup;

namespace OrleansSms.Server.Settings;

/// <summary>Reads the settings. Anything that is not known, not readable or out of range stops the start with a sentence that names it.</summary>
internal static class SettingsReader
{
    private const string Root = "OrleansSms";

    public static GatewaySettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Root);
        RefuseUnknown(section, typeof(GatewaySettings));
        var settings = new GatewaySettings();
        try
        {
            // Without this the binder leaves out, in silence, a whole carrier of which one value cannot be read.
            section.Bind(settings, options => options.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new SettingsException($"{e.Message.TrimEnd('.')}. {e.InnerException?.Message}".Trim());
        }

        SettingsChecks.Check(settings, configuration.GetConnectionString(AzureAccount.ConnectionName));
        return settings;
    }

    private static void RefuseUnknown(IConfigurationSection section, Type type)
    {
        foreach (var child in section.GetChildren())
        {
            var property = type.GetProperty(child.Key, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase);
            if (property is not { CanWrite: true })
            {
                var known = string.Join(", ", type.GetProperties().Where(p => p.CanWrite).Select(p => p.Name));
                throw new SettingsException($"There is no setting {child.Path} (environment: {child.Path.Replace(":", "__")}). Known under {section.Path}: {known}.");
            }

            if (property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(Dictionary<,>))
            {
                foreach (var entry in child.GetChildren())
                {
                    RefuseUnknown(entry, property.PropertyType.GenericTypeArguments[1]);
                }
            }
            else if (property.PropertyType.Namespace!.StartsWith(Root, StringComparison.Ordinal) && property.PropertyType.IsClass)
            {
                RefuseUnknown(child, property.PropertyType);
            }
        }
    }
}
